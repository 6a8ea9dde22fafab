"""App configuration of the room `faq`."""

from django.apps import AppConfig


class FaqConfig(AppConfig):
    """Registers what this room offers to the others."""

    name = "faq"
