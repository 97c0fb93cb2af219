"""Word templates of planning and the script that makes them."""
