"""Incidents: what affects many at once."""
