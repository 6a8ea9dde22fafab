"""Notifications as JSON."""
