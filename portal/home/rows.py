"""Cases and documents as rows of a page, with what is new about each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count

from cases.models import Case
from cases.status import resident_label
from portal.accounts.models import User
from portal.companies.models import Company
from portal.documents.models import Document
from portal.notifications.models import Notification


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case, its status in the resident's words, and the number of unread notifications."""

    case: Case
    status_label: str
    news: int


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document, and whether its notification is still unread."""

    document: Document
    is_new: bool


def case_rows(user: User, company: Company, cases: Sequence[Case]) -> list[CaseRow]:
    """The cases as rows, with one query for what is new."""
    news = _unread_by_target(user, company, [case.uuid for case in cases])
    return [CaseRow(case, resident_label(case.status), news.get(case.uuid, 0)) for case in cases]


def document_rows(user: User, company: Company, documents: Sequence[Document]) -> list[DocumentRow]:
    """The documents as rows, with one query for what is new."""
    news = _unread_by_target(user, company, [document.uuid for document in documents])
    return [DocumentRow(document, document.uuid in news) for document in documents]


def _unread_by_target(user: User, company: Company, targets: Iterable[UUID]) -> dict[UUID, int]:
    wanted = list(targets)
    if not wanted:
        return {}
    rows = (
        Notification.objects.in_portal(user, company)
        .unread()
        .filter(target_uuid__in=wanted)
        .order_by()
        .values_list("target_uuid")
        .annotate(Count("pk"))
    )
    return dict(rows)
