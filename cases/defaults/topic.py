"""One topic of the default list, in German and English."""

from dataclasses import dataclass
from typing import Any

from cases.models import CaseCategory, CategoryQuestion, TermUnit, Urgency

Kind = CategoryQuestion.Kind

# Within what time the first answer comes, unless a topic has its own term.
_TERMS: dict[str, tuple[int, str]] = {
    Urgency.EMERGENCY: (1, TermUnit.HOURS),
    Urgency.HIGH: (4, TermUnit.HOURS),
    Urgency.MEDIUM: (2, TermUnit.DAYS),
    Urgency.LOW: (5, TermUnit.DAYS),
}


@dataclass(frozen=True)
class Question:
    """A question in (German, English); `choices` hold (German, English) each."""

    kind: str
    label: tuple[str, str]
    hint: tuple[str, str] = ("", "")
    choices: tuple[tuple[str, str], ...] = ()
    required: bool = False

    def fields(self) -> dict[str, Any]:
        """The values of a CategoryQuestion, without company, category and position."""
        return {
            "kind": self.kind,
            "label": self.label[0],
            "label_en": self.label[1],
            "hint": self.hint[0],
            "hint_en": self.hint[1],
            "choices": "\n".join(german for german, _english in self.choices),
            "choices_en": "\n".join(english for _german, english in self.choices),
            "is_required": self.required,
        }


@dataclass(frozen=True)
class Topic:
    """A topic; `guidance` holds (German, English) steps in the order one takes them."""

    key: str
    group: str
    name: tuple[str, str]
    hint: tuple[str, str]
    icon: str
    urgency: str = Urgency.MEDIUM
    audience: str = CaseCategory.Audience.ALL
    asks_place: bool = False
    in_sidebar: bool = False
    guidance: tuple[tuple[str, str], ...] = ()
    term: tuple[int, str] | None = None
    questions: tuple[Question, ...] = ()

    def fields(self) -> dict[str, Any]:
        """The values of a CaseCategory, without company and position."""
        answer_within, answer_unit = self.term or _TERMS[self.urgency]
        return {
            "key": self.key,
            "group": self.group,
            "name": self.name[0],
            "name_en": self.name[1],
            "hint": self.hint[0],
            "hint_en": self.hint[1],
            "guidance": "\n".join(german for german, _english in self.guidance),
            "guidance_en": "\n".join(english for _german, english in self.guidance),
            "urgency": self.urgency,
            "audience": self.audience,
            "answer_within": answer_within,
            "answer_unit": answer_unit,
            "icon": self.icon,
            "asks_place": self.asks_place,
            "in_sidebar": self.in_sidebar,
        }
