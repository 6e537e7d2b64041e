"""Five planted causes, and what `assessor eval cause` names first: `python -m eval.cause_demo`."""
