"""The Word template of communities and the script that makes it."""
