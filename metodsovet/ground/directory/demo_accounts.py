"""The password of every account of the example; it is shown on the login page of a demo installation and nowhere else."""

DEMO_PASSWORD = "primer-2026"  # of invented people only
