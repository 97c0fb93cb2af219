"""Pages of planning; every view stands behind the door."""
