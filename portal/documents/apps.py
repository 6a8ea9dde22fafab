"""App configuration of the room `documents`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from portal.core import facts


class DocumentsConfig(AppConfig):
    """Registers what this room offers to the others."""

    name = "portal.documents"
    label = "documents"

    def ready(self) -> None:
        """Offer the link to documents, their notification, and a fact for the FAQ's texts."""
        from portal.documents import notices, opening, scanning, uploads
        from portal.documents.models import Document

        opening.register_kind()
        notices.register_kinds()
        scanning.register_alarm(Document, notices.locked)
        facts.register("upload_types", _("Kinds of files one can send"), uploads.allowed_words)
