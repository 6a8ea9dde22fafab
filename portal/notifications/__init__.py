"""Notifications: the outbox; what happened, told once to whom it concerns."""
