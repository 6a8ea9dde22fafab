"""Wires this room into the admin."""

from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from portal.documents.admin.viewsets import DocumentViewSet
from portal.documents.modeladmin import DocumentCategoryAdmin

modeladmin_register(DocumentCategoryAdmin)
hooks.register("register_admin_viewset", DocumentViewSet)
