"""Announcements in the admin: staff write them, put them up and take them down."""
