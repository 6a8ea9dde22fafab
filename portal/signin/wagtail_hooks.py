"""Wires this room into the admin."""

from wagtail import hooks

from portal.people.admin.views import PERSON_BUTTONS_HOOK
from portal.signin.admin import invite_button, invite_urls

hooks.register("register_admin_urls", invite_urls)
hooks.register(PERSON_BUTTONS_HOOK, invite_button)
