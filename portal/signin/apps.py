"""App configuration of the room `signin`."""

from django.apps import AppConfig


class SigninConfig(AppConfig):
    """Registers what this room offers to the others."""

    name = "portal.signin"
    label = "signin"
