"""People, properties and what ties them together, in the admin."""
