"""App configuration of the room `cms`."""

from django.apps import AppConfig


class CmsConfig(AppConfig):
    """Registers what this room offers to the others."""

    name = "cms"
