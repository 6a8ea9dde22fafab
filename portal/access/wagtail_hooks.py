"""Wires the admin's wall into Wagtail."""

from wagtail import hooks

from portal.access.admin.explorer import CompanyPageViewSet
from portal.access.admin.look import workplace_stylesheet
from portal.access.admin.menu import registers_menu_item, shorten_menu
from portal.access.admin.staff import StaffViewSet
from portal.access.admin.tree import limit_chooser, limit_explorer

hooks.register("construct_page_chooser_queryset", limit_chooser)
hooks.register("construct_explorer_page_queryset", limit_explorer)
hooks.register("register_admin_menu_item", registers_menu_item)
hooks.register("construct_main_menu", shorten_menu)
hooks.register("register_admin_viewset", CompanyPageViewSet)
hooks.register("register_admin_viewset", StaffViewSet)
hooks.register("insert_global_admin_css", workplace_stylesheet)
