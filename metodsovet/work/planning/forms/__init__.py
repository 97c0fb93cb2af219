"""What people type about plans; names of fields are the keywords of the actions."""
