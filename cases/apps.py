"""App configuration of the room `cases`."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Registers what this room offers to the others."""

    name = "cases"

    def ready(self) -> None:
        """Offer the kinds of notification, the link of attachments, and facts for the FAQ."""
        from cases import notices

        notices.register_kinds()
