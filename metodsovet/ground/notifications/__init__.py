"""Notices inside the product, written in the transaction of what they tell about. Uses access and directory."""
