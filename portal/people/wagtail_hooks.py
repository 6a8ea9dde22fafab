"""Wires this room into the admin."""

from wagtail import hooks

from portal.people.admin.viewsets import PeopleGroup, PropertyViewSet

hooks.register("register_admin_viewset", PropertyViewSet)
hooks.register("register_admin_viewset", PeopleGroup)
