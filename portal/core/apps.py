"""App configuration of the room `core`."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Registers what this room offers to the others."""

    name = "portal.core"
    label = "core"
