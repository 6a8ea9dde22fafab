"""Home: composes the rooms to start page, property views and the frame."""
