"""App configuration of the room `accounts`."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Binds sessions to companies."""

    name = "portal.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Connect the sign-in signal."""
        from portal.accounts import sessions

        sessions.connect()
