"""Editors' room: the page tree, property pages, content pages."""
