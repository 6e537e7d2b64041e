"""The simulated study behind the settings of the drift charts; docs/drift-study.md reads its results."""
