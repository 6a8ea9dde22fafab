"""What a topic asks, and what was answered: checked, kept with its question, translated.

A case keeps question and answer as they were: a company that rewrites its questions later changes
no case.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases.models import Case, CaseCategory, CategoryQuestion
from cases.texts import clean_line, clean_text
from portal.core.uuids import parse_uuid
from portal.core.words import date_words

Kind = CategoryQuestion.Kind
YES, NO = "yes", "no"
_LONGEST = 1000
_LONGEST_NUMBER = 30


@dataclass(frozen=True, slots=True)
class Answered:
    """A question and its answer, as words."""

    label: str
    text: str


def questions_of(category: CaseCategory) -> list[CategoryQuestion]:
    """All questions of the topic, in their order; one query."""
    rows = CategoryQuestion.objects.filter(category=category)
    return list(rows.order_by("position", "pk"))


def field_name(question: CategoryQuestion) -> str:
    """Under this name the answer stands in forms, in the draft, and in errors."""
    return f"answer-{question.uuid}"


def check_answers(
    category: CaseCategory, typed: Mapping[str, str], *, complete: bool = True
) -> list[dict[str, str]]:
    """What a case keeps of the answers, by UUID of their questions; unanswered ones are left out.

    `complete`: whether what the topic must know has to be there. Raises ValidationError, its
    messages keyed by `field_name`.
    """
    questions = [q for q in questions_of(category) if q.kind != Kind.PHOTO]
    known = {str(question.uuid) for question in questions}
    problems: dict[str, Any] = {}
    if set(typed) - known:
        problems["answers"] = _("This topic does not ask that.")
    kept = []
    for question in questions:
        try:
            answer = typed.get(str(question.uuid), "")
            if value := _checked(question, answer, required=complete and question.is_required):
                kept.append(_snapshot(question, value))
        except ValidationError as error:
            problems[field_name(question)] = error.messages
    if problems:
        raise ValidationError(problems)
    return kept


def answers_of(case: Case) -> list[Answered]:
    """What the resident answered, in the reader's language."""
    return [_answered(kept) for kept in case.answers]


def is_emergency(questions: Iterable[CategoryQuestion], typed: Mapping[str, str]) -> bool:
    """Whether one of the emergency questions was answered with yes."""
    emergencies = (q for q in questions if q.kind == Kind.EMERGENCY)
    return any(typed.get(str(question.uuid)) == YES for question in emergencies)


def tells_of_emergency(kept: Iterable[Mapping[str, str]]) -> bool:
    """The same of the answers as a case keeps them."""
    return any(answer["kind"] == Kind.EMERGENCY and answer["value"] == YES for answer in kept)


def _checked(question: CategoryQuestion, typed: str, *, required: bool) -> str:
    name = field_name(question)
    if question.kind == Kind.TEXT:
        return clean_text(name, typed, limit=_LONGEST, required=required)
    value = clean_line(name, typed, limit=_LONGEST, required=required)
    if value and not _fits(question, value):
        raise ValidationError(_UNFIT[Kind(question.kind)]())
    return value


def _fits(question: CategoryQuestion, value: str) -> bool:
    if question.kind == Kind.EMERGENCY:
        return value in {YES, NO}
    if question.kind == Kind.CHOICE:
        return value in dict(question.options)
    if question.kind == Kind.NUMBER:
        return _is_number(value)
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _is_number(value: str) -> bool:
    """Kept as typed: "1.234" is one thing on a German meter and another on an English one."""
    digits = value.removeprefix("-").replace(".", "").replace(",", "").replace(" ", "")
    return digits.isascii() and digits.isdigit() and len(value) <= _LONGEST_NUMBER


_UNFIT = {
    Kind.EMERGENCY: lambda: _("Choose yes or no."),
    Kind.CHOICE: lambda: _("Choose one of the offered answers."),
    Kind.NUMBER: lambda: _("Enter a number, for example 1234,5."),
    Kind.DATE: lambda: _("Enter a date."),
}


def _snapshot(question: CategoryQuestion, value: str) -> dict[str, str]:
    kept = {
        "question": str(question.uuid),
        "kind": question.kind,
        "label": question.label,
        "label_en": question.label_en,
        "value": value,
    }
    if question.kind == Kind.CHOICE:
        kept["value_en"] = dict(question.options)[value]
    return kept


def _answered(kept: Mapping[str, str]) -> Answered:
    english = get_language() == "en"
    label = kept["label_en"] if english and kept["label_en"] else kept["label"]
    value = kept["value"]
    if kept["kind"] == Kind.EMERGENCY:
        value = _("Yes") if value == YES else _("No")
    elif kept["kind"] == Kind.DATE:
        value = date_words(date.fromisoformat(value))
    elif english:
        value = kept.get("value_en", value)
    return Answered(label, value)


def in_words(question: CategoryQuestion, typed: str) -> str:
    """An answer before it is sent, as it will be read; what does not fit stays as it was typed."""
    try:
        value = _checked(question, typed, required=question.is_required)
    except ValidationError:
        return typed
    return _answered(_snapshot(question, value)).text if value else ""


def answers_from(values: Mapping[str, Any]) -> dict[str, str]:
    """The answers among a form's values, by UUID; others are no business of theirs."""
    return {
        name.removeprefix("answer-"): str(value or "")
        for name, value in values.items()
        if name.startswith("answer-") and parse_uuid(name.removeprefix("answer-"))
    }
