"""What a clerk writes down: first where and what about, then what was said."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import Case, CaseCategory, CategoryQuestion, Incident
from cases.questions import NO, YES, answers_from, field_name
from cases.report_form import question_field
from portal.documents.fields import FilesField
from portal.people.models import Person
from portal.people.residency import residency_of
from portal.properties.models import Property, Unit


@dataclass(frozen=True, slots=True)
class Place:
    """A unit somebody holds, or the house around it."""

    house: Property
    unit: Unit | None = None

    @property
    def key(self) -> str:
        """Its name in the form."""
        return str(self.unit.uuid if self.unit else self.house.uuid)

    def __str__(self) -> str:
        """Wohnung 3 · Lindenstraße 12."""
        part = self.unit.label if self.unit else _("House and grounds")
        return f"{part} · {self.house.name}"


def places_of(person: Person) -> list[Place]:
    """What the person holds today, then the houses around it."""
    residency = residency_of(person, person.company)
    if residency is None:
        return []
    units = sorted(residency.units, key=lambda unit: unit.kind == Unit.Kind.PARKING)
    held = [Place(unit.building.property, unit) for unit in units]
    return [*held, *(Place(house) for house in residency.properties)]


class TopicForm(forms.Form):
    """Where it is, and what about."""

    place = forms.ChoiceField(label=gettext_lazy("Where?"), widget=forms.RadioSelect)
    topic = forms.ChoiceField(label=gettext_lazy("What about?"))

    def __init__(
        self, data: Any = None, *, places: list[Place], topics: Iterable[CaseCategory]
    ) -> None:
        super().__init__(data, auto_id="topic-%s")
        self._places = {place.key: place for place in places}
        topics = sorted(topics, key=_group)
        self._topics = {str(topic.uuid): topic for topic in topics}
        self.fields["place"].choices = [(key, str(it)) for key, it in self._places.items()]  # type: ignore[attr-defined] # a ChoiceField has them
        self.fields["topic"].choices = [  # type: ignore[attr-defined] # a ChoiceField has them
            ("", _("Please choose")),
            *(
                (CaseCategory.Group(group).label, [(str(it.uuid), it.title) for it in members])
                for group, members in groupby(topics, key=lambda topic: topic.group)
            ),
        ]
        self.initial.setdefault("place", next(iter(self._places), ""))

    @property
    def chosen_place(self) -> Place:
        """Where; after `is_valid()`."""
        return self._places[self.cleaned_data["place"]]

    @property
    def chosen_topic(self) -> CaseCategory:
        """What about; after `is_valid()`."""
        return self._topics[self.cleaned_data["topic"]]


class BehalfForm(forms.Form):
    """What was said, and by which way; what nobody asked stays open."""

    source = forms.ChoiceField(
        label=gettext_lazy("How did it come?"),
        choices=[(source, Case.Source(source).label) for source in Case.ON_BEHALF],
        widget=forms.RadioSelect,
        initial=Case.Source.PHONE,
    )
    subject = forms.CharField(
        label=gettext_lazy("Subject"),
        max_length=120,
        error_messages={"required": gettext_lazy("Say in a few words what it is about")},
    )
    body = forms.CharField(
        label=gettext_lazy("What was said or written"),
        help_text=gettext_lazy(
            "The resident reads it, as their own words with your name beside them."
        ),
        widget=forms.Textarea(attrs={"rows": 7}),
        error_messages={"required": gettext_lazy("Write down what was said")},
    )
    place = forms.CharField(label=gettext_lazy("Room or place"), max_length=120, required=False)
    submission_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        topic: CaseCategory,
        questions: list[CategoryQuestion],
        known: list[Incident],
    ) -> None:
        super().__init__(data, files, auto_id="behalf-%s", initial={"submission_key": uuid4()})
        self._known = {str(incident.uuid): incident for incident in known}
        if known:
            self.fields["incident"] = self._incident_field()
        if not topic.asks_place:
            del self.fields["place"]
        for question in questions:
            self.fields[field_name(question)] = _field(question)
        self.fields["uploads"] = FilesField(
            label=_("Files"), required=False, help_text=_("For example the letter, scanned.")
        )
        # First what may make the rest short.
        self.order_fields(["incident"])

    @property
    def incident(self) -> Incident | None:
        """The known incident it belongs to, if the clerk has said so."""
        return self._known.get(self.cleaned_data.get("incident", ""))

    def _incident_field(self) -> forms.ChoiceField:
        none = ("", _("No, something else"))
        return forms.ChoiceField(
            label=_("Does it belong to a known incident?"),
            help_text=_("Then the person is among those it affects, and gets all news of it."),
            choices=[none, *((uuid, it.title) for uuid, it in self._known.items())],
            widget=forms.RadioSelect,
            required=False,
        )

    @property
    def answers(self) -> dict[str, str]:
        """The answers to the topic's questions, as the action takes them."""
        return answers_from(self.cleaned_data)


def _field(question: CategoryQuestion) -> forms.Field:
    if question.kind == CategoryQuestion.Kind.EMERGENCY:
        return forms.ChoiceField(
            label=question.title,
            help_text=question.hint_text,
            choices=[("", _("Not asked")), (YES, _("Yes")), (NO, _("No"))],
            widget=forms.RadioSelect,
            required=False,
        )
    field = question_field(question)
    field.required = False
    return field


def _group(topic: CaseCategory) -> int:
    return list(CaseCategory.Group).index(CaseCategory.Group(topic.group))
