"""Forms of people's ties; units are named with their property, as staff look for them."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from portal.access.admin.forms import CompanyModelForm
from portal.people.models import BoardMembership, Occupancy
from portal.properties.models import Property, Unit


class UnitChoiceField(forms.ModelChoiceField[Unit]):
    """A unit, found by its property first."""

    def label_from_instance(self, obj: Unit) -> str:
        """WEG Gartenhof · Gartenweg 3, Wohnung 5; a house named after its property only once."""
        property = obj.building.property
        if obj.building.name == property.name:
            return str(obj)
        return f"{property.name} · {obj}"


def units() -> "QuerySet[Unit]":
    """All units with what their names need; the form narrows them to the company."""
    rows: QuerySet[Unit] = Unit.objects.select_related("building__property")
    return rows.order_by("building__property__name", "building__name", "label")


class OccupancyForm(CompanyModelForm):
    """Who owns or rents which unit from when to when."""

    unit = UnitChoiceField(queryset=units(), label=Occupancy._meta.get_field("unit").verbose_name)

    class Meta:
        model = Occupancy
        fields = ("person", "unit", "role", "starts_on", "ends_on")


class BoardMembershipForm(CompanyModelForm):
    """Which owner sits on the advisory board of which homeowners' association."""

    class Meta:
        model = BoardMembership
        fields = ("person", "property", "starts_on", "ends_on")

    def clean_property(self) -> Property:
        """Only a homeowners' association has a board."""
        chosen: Property = self.cleaned_data["property"]
        if chosen.management_kind != Property.ManagementKind.WEG:
            raise forms.ValidationError(_("Only a homeowners' association has a board."))
        return chosen


def initial_person(data: Any) -> dict[str, Any]:
    """The person a link has chosen (`?person=…`); the form accepts it only within the company."""
    value = data.get("person", "")
    return {"person": value} if value.isdecimal() else {}
