"""What a clerk fills in to raise an incident, to tell news, to end it, to add a case to it."""

from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.forms import formfield_for_dbfield
from wagtail.admin.widgets import AdminDateTimeInput

from cases.actions.incidents import Ending, check_end, places_of
from cases.admin.forms import CaseForm
from cases.models import Case, CaseCategory, Incident
from portal.access.admin.forms import CompanyModelForm
from portal.announcements.admin.forms import BuildingsField
from portal.properties.models import Building, Property


class RaiseForm(CompanyModelForm):
    """What is out of order, where, since when, and whom to tell."""

    properties = forms.ModelMultipleChoiceField(
        queryset=Property.objects.order_by("name"),
        label=_("Properties"),
        widget=forms.CheckboxSelectMultiple,
    )
    buildings = BuildingsField(
        queryset=Building.objects.select_related("property").order_by("property__name", "name"),
        label=_("Buildings"),
        help_text=_("Only these of their property. None chosen: for the whole property."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    tell = forms.BooleanField(
        label=_("Tell everybody it concerns, in the portal and by e-mail"), required=False
    )
    submission_key = forms.UUIDField(widget=forms.HiddenInput)
    # The case it begins with, if it begins with one.
    case = forms.UUIDField(widget=forms.HiddenInput, required=False)

    field_order = (
        "title",
        "body",
        "properties",
        "buildings",
        "category",
        "starts_at",
        "expected_end_at",
        "tell",
    )

    class Meta:
        model = Incident
        # Wagtail's own fields: its calendar, and a text that grows.
        formfield_callback = formfield_for_dbfield
        fields = ("title", "body", "category", "starts_at", "expected_end_at")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("submission_key", uuid4())
        category = self.fields["category"]
        assert isinstance(category, forms.ModelChoiceField)  # noqa: S101 -- a foreign key's
        company = self.instance.company
        category.queryset = CaseCategory.objects.of(company).filter(is_active=True)

    def clean(self) -> dict[str, Any]:
        """What the action asks too, at its field."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        try:
            if {"properties", "buildings"} <= cleaned.keys():
                places_of(list(cleaned["properties"]), list(cleaned["buildings"]))
            if {"starts_at", "expected_end_at"} <= cleaned.keys():
                check_end(cleaned["starts_at"], cleaned["expected_end_at"])
        except ValidationError as problem:
            self.add_error(None, problem)
        return cleaned


class IncidentForm(forms.Form):
    """A form on the page of an incident, sent at most once."""

    submission_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, incident: Incident, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("submission_key", uuid4())


class NewsForm(IncidentForm):
    """One update for all who have joined, and by when it should be over."""

    body = forms.CharField(label=_("What is new?"), widget=forms.Textarea(attrs={"rows": 4}))
    expected_end_at = forms.DateTimeField(
        label=_("Expected end"),
        required=False,
        widget=AdminDateTimeInput,
        help_text=_("Empty: nobody can tell yet."),
    )

    def __init__(self, *args: Any, incident: Incident, **kwargs: Any) -> None:
        initial = {"expected_end_at": incident.expected_end_at}
        super().__init__(*args, incident=incident, initial=initial, auto_id="news-%s", **kwargs)


class EndForm(IncidentForm):
    """The closing word, and what becomes of the cases."""

    body = forms.CharField(
        label=_("Closing word"),
        help_text=_("What it was, and that it is fixed. All who have joined read it."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    cases = forms.ChoiceField(
        label=_("The cases that belong to it"),
        choices=Ending.choices,
        widget=forms.RadioSelect,
        initial=Ending.RESOLVE,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="end-%s", **kwargs)


class LinkForm(CaseForm):
    """The incident a case belongs to, of those that go on at its property; or none."""

    incident = forms.ChoiceField(label=_("Incident"), required=False)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        initial = {"incident": str(case.incident.uuid) if case.incident else ""}
        super().__init__(*args, case=case, initial=initial, auto_id="link-%s", **kwargs)
        rows = Incident.objects.of(case.company).active().at(case.property).newest_first()
        self.known = {str(incident.uuid): incident for incident in rows}
        if case.incident:
            self.known.setdefault(str(case.incident.uuid), case.incident)
        choices = [(uuid, incident.title) for uuid, incident in self.known.items()]
        self.fields["incident"].choices = [("", pgettext_lazy("incident", "None")), *choices]  # type: ignore[attr-defined] # a ChoiceField has them

    @property
    def chosen(self) -> Incident | None:
        """The incident, or None."""
        return self.known.get(self.cleaned_data["incident"])
