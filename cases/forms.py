"""The forms residents fill in; what counts is checked again by the actions."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext_lazy as _

from cases.models import Case, CaseRating, Draft, DraftFile
from portal.core import conf
from portal.documents.fields import FilesField
from portal.documents.uploads import CheckedUpload, FilesRefusedError

LINE = forms.TextInput(attrs={"class": "input"})


class SubmissionForm(forms.Form):
    """A form with files that may be sent twice and counts once: its key is made with the page.

    What was typed and uploaded before, and not sent, comes back by its draft.
    """

    submission_key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    files_label = _("Attach files")

    def __init__(self, *args: Any, draft: Draft | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.draft = draft
        self._passed: list[CheckedUpload] = []
        if draft is not None:
            typed = {name: value for name, value in draft.values.items() if value}
            self.initial.update(typed, submission_key=draft.submission_key)
        self.initial.setdefault("submission_key", uuid4())
        # Not declared above: `files` is also what Django calls a form's uploads.
        self.fields["files"] = FilesField(label=self.files_label, required=False)

    def clean_submission_key(self) -> UUID:
        """The page's key; without one, as an old script may send it, a new one."""
        return self.cleaned_data["submission_key"] or uuid4()

    def add_error(self, field: str | None, error: Any) -> None:
        """Remember which files passed beside the refused ones."""
        if isinstance(error, FilesRefusedError):
            self._passed = error.passed
        super().add_error(field, error)

    @property
    def max_bytes(self) -> int:
        """How large one file may be, for a script that says so before it sends."""
        return conf.upload_max_bytes()

    @property
    def too_large(self) -> str:
        """What such a script says."""
        return _("Too large: at most %(megabytes)d MB") % {"megabytes": conf.upload_max_megabytes()}

    @property
    def texts(self) -> dict[str, str]:
        """What the draft keeps of this page: its fields as typed."""
        return {name: str(self.data[name]) for name in self.fields if name in self.data}

    @property
    def passed_files(self) -> list[CheckedUpload]:
        """The chosen files that may be kept, whatever is wrong elsewhere; after `is_valid()`."""
        chosen: list[CheckedUpload] | None = self.cleaned_data.get("files")
        return self._passed if chosen is None else chosen

    @property
    def kept_files(self) -> list[DraftFile]:
        """The files that were uploaded before and go along."""
        return list(self.draft.files.all()) if self.draft else []

    def refuse(self, error: ValidationError) -> None:
        """Show what an action refused, at the field it names if this form has it."""
        named = error.error_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error}
        for name, errors in named.items():
            self.add_error(name if name in self.fields else None, errors)


class ReplyForm(SubmissionForm):
    """An answer within a case, with files."""

    body = forms.CharField(
        label=_("Your answer"),
        widget=forms.Textarea(attrs={"class": "input", "rows": 5}),
        error_messages={"required": _("Write your answer first")},
    )


class RatingForm(forms.Form):
    """How content a resident is with what became of a case."""

    score = forms.TypedChoiceField(
        label=_("How content are you with this case?"),
        choices=CaseRating.Score.choices,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the five answers")},
    )
    comment = forms.CharField(
        label=_("What was good, what was not?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"class": "input", "rows": 3}),
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        rating: CaseRating | None = getattr(case, "rating", None)
        if rating is not None:
            kwargs["initial"] = {"score": rating.score, "comment": rating.comment}
        kwargs["auto_id"] = "rating-%s"
        super().__init__(*args, **kwargs)

    def refuse(self, error: ValidationError) -> None:
        """Show what the action refused at the field it names."""
        for name, errors in error.error_dict.items():
            self.add_error(name if name in self.fields else None, errors)


def reply_form(case: Case, *args: Any, draft: Draft | None = None) -> ReplyForm:
    """The answer form of a case, saying to whom the letter goes."""
    form = ReplyForm(*args, draft=draft)
    if case.assignee:
        form.fields["body"].help_text = _("Goes to %(name)s.") % {"name": case.assignee}
    return form
