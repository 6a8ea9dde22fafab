"""App configuration of the room `access`."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Registers what this room offers to the others."""

    name = "portal.access"
    label = "access"
