"""The shell of the product: first page, login, home, search places of the rail, health pages."""
