"""Template tags of the room `companies`."""
