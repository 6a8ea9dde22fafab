"""App configuration of the room `properties`."""

from django.apps import AppConfig


class PropertiesConfig(AppConfig):
    """Registers what this room offers to the others."""

    name = "portal.properties"
    label = "properties"
