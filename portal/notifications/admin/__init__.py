"""The outgoing post in the admin: what goes by mail, and what goes by letter."""
