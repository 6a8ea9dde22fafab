"""Wires this room into the admin."""

from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from cases.admin.behalf.views import behalf_button
from cases.admin.home import replace_numbers, replace_panels
from cases.admin.incidents.viewsets import IncidentViewSet
from cases.admin.menu import case_menu, case_search
from cases.admin.viewsets import CaseViewSet
from cases.modeladmin import CaseCategoryAdmin, QuestionAdmin
from portal.people.admin.views import PERSON_BUTTONS_HOOK

modeladmin_register(CaseCategoryAdmin)
modeladmin_register(QuestionAdmin)
hooks.register("register_admin_viewset", CaseViewSet)
hooks.register("register_admin_viewset", IncidentViewSet)
hooks.register("register_admin_menu_item", case_menu)
hooks.register("register_admin_search_area", case_search)
hooks.register("construct_homepage_panels", replace_panels)
hooks.register(PERSON_BUTTONS_HOOK, behalf_button)
# Last: the rooms' and Wagtail's own numbers are replaced.
hooks.register("construct_homepage_summary_items", replace_numbers, order=100)
