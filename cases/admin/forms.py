"""What a clerk sends from the page of a case."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.appointments import ahead_of
from cases.circles import neighbours_of, offers_for
from cases.models import Case, CaseMessage, CaseParticipant
from cases.status import allowed_next
from portal.accounts.models import User
from portal.accounts.roles import case_staff_of
from portal.documents.fields import FilesField
from portal.people.models import Person

Visibility = CaseMessage.Visibility


class CaseForm(forms.Form):
    """A form on the page of a case.

    Any status is accepted: whether the step is possible the action decides, on the case as it is
    then, and says so in words. What is offered are the steps from the status the page shows.
    """

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case = case

    @property
    def offered(self) -> list[Case.Status]:
        """The next statuses."""
        return allowed_next(self.case.status)


class AnswerForm(CaseForm):
    """A message to the resident or a note for colleagues; which of both must be said."""

    mode = forms.ChoiceField(
        label=_("Who reads this?"),
        choices=Visibility.choices,
        widget=forms.RadioSelect,
        initial=Visibility.PUBLIC,
    )
    body = forms.CharField(label=_("Text"), widget=forms.Textarea(attrs={"rows": 7}))
    uploads = FilesField(required=False)
    next_status = forms.ChoiceField(
        label=_("Status afterwards"), choices=[("", ""), *Case.Status.choices], required=False
    )
    # Asked where nobody is in charge.
    take_over = forms.BooleanField(label=_("I take the case over"), required=False)
    submission_key = forms.UUIDField(widget=forms.HiddenInput)
    # The last message on the page the clerk has read; empty on a case without any.
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, case: Case, seen: int | None, **kwargs: Any) -> None:
        initial = {"submission_key": uuid4(), "seen": seen, "take_over": True}
        super().__init__(*args, case=case, initial=initial, auto_id="answer-%s", **kwargs)

    @property
    def is_internal(self) -> bool:
        """Whether the resident does not get it."""
        return bool(self.cleaned_data["mode"] == Visibility.INTERNAL)


class StatusForm(CaseForm):
    """The next status."""

    status = forms.ChoiceField(label=_("Status"), choices=Case.Status.choices)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        required=False,
        help_text=_("Needed for a rejection; the resident reads it."),
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, case=case, auto_id="status-%s", **kwargs)

    def clean(self) -> dict[str, Any]:
        """Rejecting without a reason would leave the resident with nothing."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("status") == Case.Status.REJECTED and not data.get("reason", "").strip():
            raise ValidationError({"reason": _("Tell the resident why.")})
        return data


class DueForm(CaseForm):
    """The day by which the resident hears from the company; empty takes it back."""

    day = forms.DateField(
        label=_("Next message by"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        initial = {"day": timezone.localdate(case.due_at) if case.due_at else None}
        super().__init__(*args, case=case, initial=initial, auto_id="due-%s", **kwargs)


class AppointmentForm(CaseForm):
    """A day, from when to when, and what the resident should know."""

    day = forms.DateField(
        label=_("Day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    starts = forms.TimeField(
        label=_("From"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    ends = forms.TimeField(
        label=_("To"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    note = forms.CharField(label=_("Who comes, what to prepare"), max_length=200, required=False)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        if appointment := ahead_of(case):
            starts = timezone.localtime(appointment.starts_at)
            kwargs["initial"] = {
                "day": starts.date(),
                "starts": starts.time(),
                "ends": timezone.localtime(appointment.ends_at).time(),
                "note": appointment.note,
            }
        super().__init__(*args, case=case, auto_id="appointment-%s", **kwargs)

    def moment(self, name: str) -> datetime:
        """One end of it, on that day in the company's own time."""
        naive = datetime.combine(self.cleaned_data["day"], self.cleaned_data[name])
        return timezone.make_aware(naive)


class AssignForm(CaseForm):
    """A colleague who handles cases here, or nobody."""

    assignee = forms.ChoiceField(label=_("Assigned to"), required=False)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        assigned = str(case.assignee.uuid) if case.assignee else ""
        initial = {"assignee": assigned}
        super().__init__(*args, case=case, initial=initial, auto_id="assign-%s", **kwargs)
        self._colleagues = {str(user.uuid): user for user in case_staff_of(case.company)}
        people = [(uuid, str(user)) for uuid, user in self._colleagues.items()]
        self.fields["assignee"].choices = [("", _("Nobody")), *people]  # type: ignore[attr-defined] # a ChoiceField has them

    @property
    def colleague(self) -> User | None:
        """The chosen one."""
        return self._colleagues.get(self.cleaned_data["assignee"])

    def offers(self, user: User) -> bool:
        """Whether somebody can take the case with one click."""
        return str(user.uuid) in self._colleagues and self.case.assignee_id != user.pk


class ShareForm(CaseForm):
    """A circle, or one resident of the property by name."""

    reader = forms.ChoiceField(
        label=_("Share with"), error_messages={"required": _("Choose with whom to share the case.")}
    )

    def __init__(
        self, *args: Any, case: Case, participants: list[CaseParticipant], **kwargs: Any
    ) -> None:
        super().__init__(*args, case=case, auto_id="share-%s", **kwargs)
        there = {participant.person_id for participant in participants}
        offers = offers_for(case, participants)
        neighbours = [m for m in neighbours_of(case) if m.person.pk not in there]
        self._people = {str(member.person.uuid): member.person for member in neighbours}
        people = [(str(m.person.uuid), f"{m.person}, {m.unit}") for m in neighbours]
        self.fields["reader"].choices = [  # type: ignore[attr-defined] # a ChoiceField has them
            ("", _("Nobody chosen")),
            (_("Circles"), [(o.circle, f"{o.title} ({o.people})") for o in offers]),
            (_("Residents of the property"), people),
        ]

    @property
    def person(self) -> Person | None:
        """The resident chosen by name; None for a circle."""
        return self._people.get(self.cleaned_data["reader"])
