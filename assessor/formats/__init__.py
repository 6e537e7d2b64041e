"""The published formats (CONTRACT.md): what programs send and get, with JSON Schema and example."""
