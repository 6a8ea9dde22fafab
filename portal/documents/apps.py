"""App configuration of the room `documents`."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Registers what this room offers to the others."""

    name = "portal.documents"
    label = "documents"
