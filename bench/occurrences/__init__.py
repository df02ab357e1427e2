"""Gold stories of claims, and what corroboration makes of them."""
