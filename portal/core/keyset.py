"""Keyset paging for lists: rows after the last one seen, without counting, without offsets."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet


@dataclass(frozen=True)
class Page:
    """Some rows of a list; `cursor` asks for the next ones, empty at the end."""

    rows: list[Any]
    cursor: str


def page_of(rows: "QuerySet[Any]", cursor: str, *, by: str, size: int) -> Page:
    """The next rows, newest first by the moment `by`; a cursor nobody gave out starts anew.

    One row more than `size` is read, to know whether there is a next page.
    """
    ordered = rows.order_by(f"-{by}", "-pk")
    found = list(_after(ordered, cursor, by)[: size + 1])
    if len(found) <= size:
        return Page(found, "")
    last = found[size - 1]
    return Page(found[:size], f"{getattr(last, by).isoformat()}_{last.uuid}")


def _after(rows: "QuerySet[Any]", cursor: str, by: str) -> "QuerySet[Any]":
    moment_text, _, uuid_text = cursor.partition("_")
    try:
        # A "+" of the offset that was not escaped arrives as a blank.
        moment, uuid = datetime.fromisoformat(moment_text.replace(" ", "+")), UUID(uuid_text)
        if moment.tzinfo is None:
            return rows
        moment = moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return rows
    # Rows of the same moment go by their key, looked up within the same list: the address shows
    # no internal number, and a foreign row's UUID says nothing.
    twin = rows.order_by().filter(uuid=uuid).values("pk")[:1]
    return rows.filter(Q(**{f"{by}__lt": moment}) | Q(**{by: moment, "pk__lt": twin}))
