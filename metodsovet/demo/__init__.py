"""The example: an invented municipality in the middle of its school year, made by the product's own actions."""
