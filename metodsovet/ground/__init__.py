"""What every room of work stands on."""
