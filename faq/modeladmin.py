"""The register of topics in the admin, kept by editors."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from faq.models import FaqTopic
from faq.policies import faq_topic_policy
from portal.access.admin.registers import RegisterAdmin
from portal.accounts.models import Role


class FaqTopicAdmin(RegisterAdmin):
    """Topics of the questions, in the order of the page."""

    model = FaqTopic
    policy = faq_topic_policy
    roles = frozenset({Role.EDITOR})
    menu_label = _("Topics of the questions")
    menu_icon = "list-ul"
    menu_order = 150
    base_url_path = "register/themen"
    list_display = ("name", "name_en", "is_public", "position")
    ordering = ("position", "name")
    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("name_en")]),
        FieldRowPanel([FieldPanel("icon"), FieldPanel("position")]),
        FieldPanel("is_public"),
    ]
