"""People: the company's records of residents and where they live."""
