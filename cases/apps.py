"""App configuration of the room `cases`."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Registers what this room offers to the others."""

    name = "cases"
