"""Wires the questions into the admin."""

from wagtail_modeladmin.options import modeladmin_register

from faq.modeladmin import FaqTopicAdmin

modeladmin_register(FaqTopicAdmin)
