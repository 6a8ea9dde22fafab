"""App configuration of the room `documents`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from portal.core import conf, facts


class DocumentsConfig(AppConfig):
    """Registers what this room offers to the others."""

    name = "portal.documents"
    label = "documents"

    def ready(self) -> None:
        """Offer the link to documents, their notification, and facts for the FAQ's texts."""
        from portal.documents import notices, opening, uploads

        opening.register_kind()
        notices.register_kinds()
        facts.register(
            "document_link_minutes",
            _("Minutes a link to a document is valid"),
            conf.document_link_minutes,
        )
        facts.register(
            "upload_max_mb", _("Largest file one can send, in MB"), conf.upload_max_megabytes
        )
        facts.register(
            "upload_max_files", _("How many files one can send at a time"), conf.upload_max_files
        )
        facts.register("upload_types", _("Kinds of files one can send"), uploads.allowed_words)
