"""Digests by mail: what rooms tell in them, and how they are worded at delivery."""
