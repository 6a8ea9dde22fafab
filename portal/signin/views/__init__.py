"""Views of the /konto/ pages."""
