"""App configuration of the room `notifications`."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """Registers what this room offers to the others."""

    name = "portal.notifications"
    label = "notifications"
