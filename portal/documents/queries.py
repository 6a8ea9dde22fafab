"""Documents as people look for them: by year, kind and property."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import groupby
from typing import Any

from django.db.models import Q, QuerySet

from portal.accounts.models import User
from portal.companies.models import Company
from portal.core.uuids import parse_uuid
from portal.documents.models import Document, DocumentCategory
from portal.documents.policies import document_policy
from portal.properties.models import Property

PAGE_SIZE = 50

Choice = tuple[str | int, str]


def documents_of(
    user: User, company: Company, property: Property | None = None
) -> "QuerySet[Document]":
    """The documents the user may see, of one property or all, newest first, with `is_new`."""
    rows: Any = document_policy.visible_to(user, company)
    if property is not None:
        rows = rows.filter(property=property)
    shown: QuerySet[Document] = rows.with_news(user, company).select_related("category", "property")
    return shown


def by_year(documents: Iterable[Document]) -> list[tuple[int, list[Document]]]:
    """Documents under the year they are dated in; keeps their order."""
    groups = groupby(documents, key=lambda document: document.dated_on.year)
    return [(year, list(rows)) for year, rows in groups]


class Shelf:
    """All documents a user may see at a company, and what there is to choose from."""

    def __init__(self, user: User, company: Company) -> None:
        self.rows = documents_of(user, company)

    @cached_property
    def years(self) -> list[Choice]:
        """The years there are documents of, the last one first."""
        found = {row["dated_on__year"] for row in self._labels}
        return [(year, str(year)) for year in sorted(found, reverse=True)]

    @cached_property
    def categories(self) -> list[Choice]:
        """The kinds there are documents of."""
        found = {
            row["category__key"]: DocumentCategory(
                name=row["category__name"], name_en=row["category__name_en"]
            ).title
            for row in self._labels
        }
        return sorted(found.items(), key=lambda choice: choice[1])

    @property
    def has_several_places(self) -> bool:
        """Whether a document must say which property it is of."""
        return len({row["property"] for row in self._labels}) > 1

    def page(self, chosen: Mapping[str, Any], after: str) -> tuple[list[Document], str]:
        """One page of what was chosen, from behind `after`, and where the next one begins."""
        rows = self.rows.filter(**chosen)
        last = self._find(after)
        if last is not None:
            older = Q(dated_on__lt=last.dated_on)
            rows = rows.filter(older | Q(dated_on=last.dated_on, pk__lt=last.pk))
        found = list(rows[: PAGE_SIZE + 1])
        following = str(found[PAGE_SIZE - 1].uuid) if len(found) > PAGE_SIZE else ""
        return found[:PAGE_SIZE], following

    @cached_property
    def _labels(self) -> list[dict[str, Any]]:
        # One query for everything there is to choose from.
        category = ("category__key", "category__name", "category__name_en")
        rows = self.rows.order_by().values("dated_on__year", "property", *category)
        return list(rows.distinct())

    def _find(self, uuid: str) -> Document | None:
        wanted = parse_uuid(uuid)
        return self.rows.filter(uuid=wanted).first() if wanted else None
