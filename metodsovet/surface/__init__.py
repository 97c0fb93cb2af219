"""Who asks: the workspace of those who work here."""
