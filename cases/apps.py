"""App configuration of the room `cases`."""

from functools import partial

from django.apps import AppConfig
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from portal.core import facts


class CasesConfig(AppConfig):
    """Registers what this room offers to the others."""

    name = "cases"

    def ready(self) -> None:
        """Offer the kinds of notification, and the statuses' names for the FAQ's texts."""
        from cases import downloads, incident_notices, notice_kinds, notices
        from cases.ending import REST
        from cases.models import Attachment
        from cases.status import RESIDENT_LABELS, resident_label
        from portal.documents import scanning

        notice_kinds.register_kinds()
        incident_notices.register_kinds()
        downloads.register_kind()
        scanning.register_alarm(Attachment, notices.file_locked)
        facts.register("case_rest_days", _("Days until an ended case closes"), lambda: REST.days)
        for code, label in RESIDENT_LABELS.items():
            title = format_lazy(_("Name of the status “{status}”"), status=label)
            facts.register(f"status_{code}", title, partial(resident_label, code))
