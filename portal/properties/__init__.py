"""Properties: what a company manages, and whom to call there."""
