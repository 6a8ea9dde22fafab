"""Wires this room into the admin."""

from wagtail import hooks

from portal.notifications.admin.pile import LetterViewSet
from portal.notifications.admin.viewsets import DeliveryViewSet

hooks.register("register_admin_viewset", LetterViewSet)
hooks.register("register_admin_viewset", DeliveryViewSet)
