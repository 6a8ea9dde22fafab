"""Wires this room into the admin."""

from wagtail import hooks

from portal.announcements.admin.viewsets import AnnouncementViewSet

hooks.register("register_admin_viewset", AnnouncementViewSet)
