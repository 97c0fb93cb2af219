"""Word templates of the room and what makes them."""
