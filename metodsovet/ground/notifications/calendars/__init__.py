"""Calendar feeds: what rooms give for them, and how it is written for calendar programs (RFC 5545)."""
