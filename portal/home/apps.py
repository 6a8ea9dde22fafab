"""App configuration of the room `home`."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """Registers what this room offers to the others."""

    name = "portal.home"
    label = "home"
