"""App configuration of the room `signin`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from portal.core import facts


class SigninConfig(AppConfig):
    """Registers what this room offers to the others."""

    name = "portal.signin"
    label = "signin"

    def ready(self) -> None:
        """Tell the outbox of our letters, and the FAQ of our numbers."""
        from portal.signin import forms, limits, notices

        notices.register_kinds()
        facts.register(
            "password_min_length",
            _("Characters a new password must have"),
            forms.password_min_length,
        )
        facts.register(
            "login_attempts",
            _("Wrong passwords before one has to wait"),
            lambda: limits.PASSWORD_OF_ACCOUNT.amount,
        )
        facts.register(
            "login_wait_minutes",
            _("Minutes one waits at most after wrong passwords"),
            lambda: int(limits.LONGEST.total_seconds() // 60),
        )
