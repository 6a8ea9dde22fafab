"""Cases as JSON."""
