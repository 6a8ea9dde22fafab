"""Announcements: notices of the company on the boards of its houses (Aushänge)."""
