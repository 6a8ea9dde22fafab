"""App configuration of the room `people`."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Registers what this room offers to the others."""

    name = "portal.people"
    label = "people"
