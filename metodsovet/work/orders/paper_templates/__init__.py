"""Word templates of orders and what makes them."""
