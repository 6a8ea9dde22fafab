"""Announcements as JSON."""
