"""Wires this room into the admin."""

from wagtail_modeladmin.options import modeladmin_register

from portal.documents.modeladmin import DocumentCategoryAdmin

modeladmin_register(DocumentCategoryAdmin)
