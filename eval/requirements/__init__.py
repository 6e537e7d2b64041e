"""The map of requirements to the tests that check them (docs/requirements.md)."""
