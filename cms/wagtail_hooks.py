"""Wires the pages into the admin."""

from wagtail import hooks

from cms.home import add_panels

hooks.register("construct_homepage_panels", add_panels)
