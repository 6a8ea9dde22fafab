"""Wires this room into the admin."""

from wagtail_modeladmin.options import modeladmin_register

from cases.modeladmin import CaseCategoryAdmin

modeladmin_register(CaseCategoryAdmin)
