"""Questions about meetings: who is expected, what is still open, what was held."""
