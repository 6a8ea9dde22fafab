"""The register of case categories in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from cases.models import CaseCategory, CategoryQuestion
from portal.access.admin.forms import KeyedModelForm
from portal.access.admin.registers import RegisterAdmin
from portal.access.policies import RegisterPolicy


class QuestionAdmin(RegisterAdmin):
    """Fragen: what each topic asks."""

    model = CategoryQuestion
    policy = RegisterPolicy(CategoryQuestion)
    base_url_path = "register/fragen"
    menu_icon = "help"
    menu_order = 55
    list_display = ("label", "category", "kind", "is_required", "position")
    list_select_related = ("category",)
    list_filter = ("category", "kind")
    list_export = ("label", "category", "kind", "is_required", "position")
    search_fields = ("label", "label_en", "category__name")
    panels = [
        FieldPanel("category"),
        MultiFieldPanel(
            [FieldPanel("label"), FieldPanel("hint"), FieldPanel("choices")],
            heading=_("What residents read"),
        ),
        MultiFieldPanel(
            [FieldPanel("label_en"), FieldPanel("hint_en"), FieldPanel("choices_en")],
            heading=_("In English"),
        ),
        MultiFieldPanel(
            [FieldPanel("kind"), FieldPanel("is_required"), FieldPanel("position")],
            heading=_("How it is answered"),
        ),
    ]


class CaseCategoryAdmin(RegisterAdmin):
    """Vorgangsarten: all of them, also those no longer offered."""

    model = CaseCategory
    policy = RegisterPolicy(CaseCategory)
    base_url_path = "register/vorgangsarten"
    menu_icon = "tag"
    menu_order = 50
    list_display = ("name", "group", "urgency", "term", "audience", "is_active", "position")
    list_filter = ("group", "urgency", "audience", "is_active")
    list_export = ("name", "group", "urgency", "term", "audience", "is_active")
    search_fields = ("name", "name_en", "hint")
    form_class = KeyedModelForm
    panels = [
        MultiFieldPanel(
            [
                FieldPanel("name"),
                FieldPanel("hint"),
                FieldPanel("guidance"),
            ],
            heading=_("What residents read"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("name_en"),
                FieldPanel("hint_en"),
                FieldPanel("guidance_en"),
            ],
            heading=_("In English"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("key"),
                FieldPanel("group"),
                FieldPanel("urgency"),
                FieldRowPanel([FieldPanel("answer_within"), FieldPanel("answer_unit")]),
                FieldPanel("audience"),
                FieldPanel("asks_place"),
                FieldPanel("icon"),
                FieldPanel("in_sidebar"),
                FieldPanel("is_active"),
                FieldPanel("position"),
            ],
            heading=_("How it is handled"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("shared_with_tenants"),
                FieldPanel("shared_with_owners"),
                FieldPanel("shared_with_board"),
            ],
            heading=_("Who reads every case on this topic, beside the resident and the company"),
        ),
    ]

    def term(self, category: CaseCategory) -> str:
        """2 Arbeitstage."""
        within = category.answer_within
        return f"{within} {category.get_answer_unit_display()}" if within else "–"

    term.short_description = CaseCategory._meta.get_field("answer_within").verbose_name  # type: ignore[attr-defined] # Django's own way to name a column
