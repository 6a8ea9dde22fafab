"""People, properties and ties as Wagtail viewsets, behind the admin's guard."""

from typing import Any

from django.urls import path
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.admin.viewsets.base import ViewSetGroup

from portal.access.admin.viewsets import GuardedInspectView, GuardedModelViewSet, ReadFirstIndexView
from portal.people.admin.emergency import NoticePdfView, NoticesView, RenewView
from portal.people.admin.forms import BoardMembershipForm, OccupancyForm
from portal.people.admin.views import (
    PersonView,
    PropertyView,
    TieCreateView,
)
from portal.people.models import BoardMembership, Occupancy, Person
from portal.people.policies import (
    board_policy,
    occupancy_policy,
    person_policy,
    property_policy,
)
from portal.properties.models import Property


class PropertyViewSet(GuardedModelViewSet):
    """Liegenschaften."""

    model = Property
    policy = property_policy
    name = "property"
    url_prefix = "liegenschaften"
    icon = "home"
    add_to_admin_menu = True
    menu_order = 20
    index_view_class = ReadFirstIndexView
    inspect_view_class = PropertyView
    inspect_view_fields = ["name", "number", "street", "postal_code", "city", "management_kind"]
    inspect_template_name = PropertyView.template_name
    list_display = ["name", "number", "street", "city", "management_kind"]
    list_filter = ["management_kind"]
    list_export = ["number", "name", "street", "postal_code", "city", "management_kind"]
    search_fields = ["name", "number", "street", "city"]
    ordering = ["name"]
    panels = [
        FieldPanel("name"),
        FieldPanel("number"),
        FieldPanel("management_kind"),
        MultiFieldPanel(
            [
                FieldPanel("street"),
                FieldRowPanel([FieldPanel("postal_code"), FieldPanel("city")]),
            ],
            heading=_("Address"),
        ),
    ]

    def get_urlpatterns(self) -> list[Any]:
        """With the emergency notices of a property."""
        return [
            *super().get_urlpatterns(),
            path("notices/<int:pk>/", self._of_house(NoticesView), name="notices"),
            path("notices/<int:pk>/pdf/", self._of_house(NoticePdfView), name="notice-pdf"),
            path("notices/<int:pk>/renew/", self._of_house(RenewView), name="notice-renew"),
        ]

    def _of_house(self, view: type[GuardedInspectView]) -> Any:
        known = self.get_inspect_view_kwargs()
        return self.construct_view(view, **{**known, "template_name": view.template_name})


class PersonViewSet(GuardedModelViewSet):
    """Personen."""

    model = Person
    policy = person_policy
    name = "person"
    url_prefix = "personen"
    icon = "user"
    menu_order = 10
    index_view_class = ReadFirstIndexView
    inspect_view_class = PersonView
    inspect_view_fields = [
        "salutation",
        "first_name",
        "last_name",
        "email",
        "phone",
        "language",
        "contact_by",
        "postal_address",
    ]
    inspect_template_name = PersonView.template_name
    search_fields = ["last_name", "first_name", "email", "phone"]
    list_filter = ["language"]
    list_export = ["last_name", "first_name", "email", "phone", "language"]
    ordering = ["last_name", "first_name"]
    panels = [
        FieldPanel("salutation"),
        FieldRowPanel([FieldPanel("first_name"), FieldPanel("last_name")]),
        FieldPanel("email"),
        FieldPanel("phone"),
        FieldPanel("language"),
        FieldPanel("contact_by"),
        FieldPanel("postal_address"),
    ]

    @cached_property
    def list_display(self) -> list[object]:
        """With the answer to "can this person sign in already?"."""
        return [
            "__str__",
            "email",
            "phone",
            BooleanColumn("has_login", label=_("Login"), accessor=_has_login),
        ]


class OccupancyViewSet(GuardedModelViewSet):
    """Eigentums- und Mietverhältnisse."""

    model = Occupancy
    policy = occupancy_policy
    name = "occupancy"
    url_prefix = "verhaeltnisse"
    icon = "key"
    menu_order = 20
    select_related = ("person", "unit__building__property")
    add_view_class = TieCreateView
    form_class = OccupancyForm
    form_fields = OccupancyForm.Meta.fields
    list_filter = ["role", "unit__building__property"]
    list_export = ["person", "unit", "role", "starts_on", "ends_on"]
    search_fields = ["person__last_name", "person__first_name", "unit__label"]
    inspect_view_enabled = False
    list_display = [
        "person",
        Column("unit", label=_("Unit"), accessor="unit"),
        "role",
        DateColumn("starts_on", label=_("From"), sort_key="starts_on"),
        DateColumn("ends_on", label=_("Until"), sort_key="ends_on"),
    ]


class BoardMembershipViewSet(GuardedModelViewSet):
    """Beirat."""

    model = BoardMembership
    policy = board_policy
    name = "board"
    url_prefix = "beirat"
    icon = "group"
    menu_order = 30
    select_related = ("person", "property")
    add_view_class = TieCreateView
    form_class = BoardMembershipForm
    form_fields = BoardMembershipForm.Meta.fields
    list_filter = ["property"]
    search_fields = ["person__last_name", "property__name"]
    inspect_view_enabled = False
    list_display = ["person", "property", "starts_on", "ends_on"]


class PeopleGroup(ViewSetGroup):
    """One heading for people and their ties."""

    menu_label = _("People")
    menu_icon = "group"
    menu_order = 30
    items = (PersonViewSet, OccupancyViewSet, BoardMembershipViewSet)


def _has_login(person: Person) -> bool:
    return person.user_id is not None
