"""Documents as JSON."""
