"""What comes in: sources, how they are fetched, and what was already seen of them."""
