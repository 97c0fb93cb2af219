"""An app of one job that takes its time."""
