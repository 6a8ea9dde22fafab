"""The form of a report: one page of it, or all of it when it is checked at the end."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms import LINE, SubmissionForm
from cases.models import CaseCategory, CategoryQuestion
from cases.questions import NO, YES, answers_from, field_name
from cases.report_steps import Step, Way
from portal.properties.models import Unit

Kind = CategoryQuestion.Kind
# The value of the choice that is no unit.
_ELSEWHERE = "house"


class ReportForm(SubmissionForm):
    """What happened, where, what else the topic asks, and files about it."""

    subject = forms.CharField(
        label=_("Subject"),
        max_length=120,
        widget=LINE,
        error_messages={"required": _("Say in a few words what it is about")},
    )
    body = forms.CharField(
        label=_("What has happened?"),
        help_text=_("Since when? In which room? What have you tried already?"),
        widget=forms.Textarea(attrs={"class": "input", "rows": 6}),
        error_messages={"required": _("Describe what has happened")},
    )
    unit = forms.ChoiceField(
        label=_("Flat or house"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose where it is")},
    )
    follows = forms.UUIDField(required=False, widget=forms.HiddenInput)
    place = forms.CharField(
        label=_("Room or place"),
        help_text=_("For example: children's room, cellar, yard"),
        max_length=120,
        required=False,
        widget=LINE,
    )
    files_label = _("Photos and files")

    def __init__(self, *args: Any, way: Way, step: Step | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.way = way
        self._name_body(way.category)
        if way.asks_unit:
            self._ask_unit()
        for question in way.emergencies:
            self.fields[field_name(question)] = forms.CharField(
                required=False, widget=forms.HiddenInput
            )
        for question in way.details:
            self.fields[field_name(question)] = question_field(question)
        asked = {name for one in Step if step in {None, one} for name in way.fields(one)}
        self._keep_only(asked)

    def chosen_unit(self) -> Unit | None:
        """The unit it is about; a single unit needs no question where no place is asked."""
        units = {str(unit.uuid): unit for unit in self.way.units}
        if not self.way.asks_unit:
            return next(iter(units.values()), None)
        return units.get(self.cleaned_data["unit"])

    @property
    def answers(self) -> dict[str, str]:
        """The answers to the topic's questions, as the action takes them."""
        return answers_from(self.cleaned_data)

    def _name_body(self, category: CaseCategory) -> None:
        if category.group != CaseCategory.Group.DAMAGE:
            self.fields["body"].label = _("What is it about?")
            self.fields["body"].help_text = ""
            self.fields["body"].error_messages["required"] = _("Describe what it is about")

    def _ask_unit(self) -> None:
        asks_place = self.way.category.asks_place
        choices = [(str(unit.uuid), unit.label) for unit in self.way.units]
        elsewhere = _("In the house or outside") if asks_place else _("The whole property")
        field = self.fields["unit"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- declared above
        if not asks_place:
            field.label = _("Which unit is it about?")
        field.choices = [*choices, (_ELSEWHERE, elsewhere)]
        self.initial.setdefault("unit", choices[0][0])

    def _keep_only(self, asked: Collection[str]) -> None:
        """Hidden fields come along on every page."""
        for name in list(self.fields):
            if name not in asked and not self.fields[name].widget.is_hidden:
                del self.fields[name]


class EmergencyForm(forms.Form):
    """The emergency questions of a topic, each with yes and no; nothing is chosen beforehand."""

    def __init__(self, *args: Any, questions: list[CategoryQuestion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in questions:
            self.fields[field_name(question)] = forms.ChoiceField(
                label=question.title,
                help_text=question.hint_text,
                choices=[(YES, _("Yes")), (NO, _("No"))],
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose yes or no")},
            )


def question_field(question: CategoryQuestion) -> forms.Field:
    """The field in which a question is answered; the action checks what is typed."""
    common: dict[str, Any] = {
        "label": question.title,
        "help_text": question.hint_text,
        "required": question.is_required,
        "error_messages": {
            "required": _("Please answer: %(question)s") % {"question": question.title}
        },
    }
    if question.kind == Kind.CHOICE:
        return forms.ChoiceField(
            choices=[(value, question.words(value)) for value, _en in question.options],
            widget=forms.RadioSelect,
            **common,
        )
    if question.kind == Kind.DATE:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"class": "input", "type": "date"})
        return forms.DateField(widget=widget, **common)
    if question.kind == Kind.NUMBER:
        attrs = {"class": "input", "inputmode": "decimal"}
        return forms.CharField(max_length=30, widget=forms.TextInput(attrs=attrs), **common)
    return forms.CharField(max_length=1000, widget=LINE, **common)
