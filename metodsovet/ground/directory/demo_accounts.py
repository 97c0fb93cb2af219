"""The password of every account of the example: shown on the login page of a demo installation, nowhere else."""

DEMO_PASSWORD = "primer-2026"  # of invented people only
