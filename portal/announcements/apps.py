"""App configuration of the room `announcements`."""

from django.apps import AppConfig


class AnnouncementsConfig(AppConfig):
    """Registers what this room offers to the others."""

    name = "portal.announcements"
    label = "announcements"

    def ready(self) -> None:
        """Offer the notification of a new notice."""
        from portal.announcements import notices

        notices.register_kinds()
