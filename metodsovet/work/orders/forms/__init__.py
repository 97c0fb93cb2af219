"""Forms of orders: Russian labels in, keywords of the actions out."""
