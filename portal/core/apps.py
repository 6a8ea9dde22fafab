"""App configuration of the room `core`."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    """Registers what this room offers to the others."""

    name = "portal.core"
    label = "core"

    def ready(self) -> None:
        """Offer the portal's own limits as facts for editors' texts."""
        from portal.core import conf, facts

        facts.register(
            "document_link_minutes",
            _("Minutes for which a document link works"),
            lambda: _whole(conf.document_link_lifetime(), timedelta(minutes=1)),
        )
        facts.register(
            "reset_link_minutes",
            _("Minutes for which a link for a new password works"),
            lambda: _whole(conf.reset_link_lifetime(), timedelta(minutes=1)),
        )
        facts.register(
            "invitation_days",
            _("Days for which an invitation works"),
            lambda: _whole(conf.invitation_lifetime(), timedelta(days=1)),
        )
        facts.register(
            "upload_max_mb", _("Megabytes that one file may have"), conf.upload_max_megabytes
        )
        facts.register(
            "upload_max_files", _("Files that one message may carry"), conf.upload_max_files
        )


def _whole(time: timedelta, unit: timedelta) -> int:
    return time // unit
