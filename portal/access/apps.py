"""App configuration of the room `access`."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Opens the doors of Wagtail's own views."""

    name = "portal.access"
    label = "access"

    def ready(self) -> None:
        """Everything in the admin that nobody opens stays shut."""
        from portal.access.admin.wagtail_doors import open_wagtails_doors

        open_wagtails_doors()
