"""Cases as rows of a page, with what is new about each for one login."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from cases.models import Case
from cases.status import resident_label


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case, its status in the resident's words, and the number of unread notifications."""

    case: Case
    status_label: str
    news: int


def case_rows(cases: Iterable[Case], news: Mapping[UUID, int]) -> list[CaseRow]:
    """The cases as rows; `news` counts the unread notifications of each."""
    return [CaseRow(case, resident_label(case.status), news.get(case.uuid, 0)) for case in cases]
