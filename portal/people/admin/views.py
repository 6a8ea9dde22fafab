"""The pages of a person and of a property: what staff look up during a call."""

from typing import Any

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button, HeaderButton

from portal.access.admin.viewsets import GuardedCreateView, GuardedInspectView
from portal.people.admin.forms import initial_person
from portal.people.models import Occupancy
from portal.properties.models import Building, Unit

# Rooms above put buttons on a person's page by this hook: fn(person, request) -> list[Button].
PERSON_BUTTONS_HOOK = "register_person_buttons"


class TieCreateView(GuardedCreateView):
    """A new tie, with the person already chosen when one comes from their page."""

    def get_initial(self) -> dict[str, Any]:
        """The person of the link."""
        return {**super().get_initial(), **initial_person(self.request.GET)}


class PersonView(GuardedInspectView):
    """A person with what they own and rent, now and before."""

    template_name = "people/admin/person.html"

    @cached_property
    def header_buttons(self) -> list[Button]:
        """Editing, and what rooms above can do for a person."""
        buttons = list(super().header_buttons)
        for hook in hooks.get_hooks(PERSON_BUTTONS_HOOK):
            buttons += hook(self.object, self.request)
        return buttons

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the ties."""
        person = self.object
        occupancies = Occupancy.objects.of(self.request.company).filter(person=person)
        context: dict[str, Any] = super().get_context_data(
            occupancies=occupancies.select_related("unit__building__property").order_by(
                "-starts_on"
            ),
            boards=person.board_memberships.select_related("property"),
            add_url=f"{reverse('occupancy:add')}?person={person.pk}",
            **kwargs,
        )
        return context


class PropertyView(GuardedInspectView):
    """A property with its buildings, units, and who is there today."""

    template_name = "people/admin/property.html"

    @cached_property
    def header_buttons(self) -> list[Button]:
        """Editing, and the notices for the hallway."""
        url = reverse("property:notices", args=[self.object.pk])
        notices = HeaderButton(_("Emergency notices"), url=url, icon_name="warning")
        return [*super().header_buttons, notices]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the house."""
        today = Occupancy.objects.current().select_related("person")
        units = Unit.objects.order_by("label").prefetch_related(
            Prefetch("occupancies", queryset=today, to_attr="held_today")
        )
        buildings = Building.objects.of(self.request.company).filter(property=self.object)
        context: dict[str, Any] = super().get_context_data(
            buildings=buildings.prefetch_related(Prefetch("units", queryset=units)), **kwargs
        )
        return context
