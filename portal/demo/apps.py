"""App configuration of the room `demo`."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Registers what this room offers to the others."""

    name = "portal.demo"
    label = "demo"
