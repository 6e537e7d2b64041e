"""What the program is measured by and shown with: demo, gold sets, benchmarks. Not part of the wheel."""
