"""Wires this room into the admin."""

from wagtail import hooks

from portal.notifications.viewsets import DeliveryViewSet

hooks.register("register_admin_viewset", DeliveryViewSet)
