"""Keyset paging for the API: a cursor stays right while rows come and go, and counts nothing."""

from datetime import UTC, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from rest_framework.exceptions import NotFound
from rest_framework.pagination import Cursor, CursorPagination
from rest_framework.request import Request


class KeysetPagination(CursorPagination):
    """Newest first by `ordering`, which a view sets; 25 rows, at most 100 on request."""

    page_size = 25
    page_size_query_param = "limit"
    max_page_size = 100
    ordering: tuple[str, ...] = ("-created_at", "-pk")
    _rows: "QuerySet[Any]"

    def paginate_queryset(
        self, queryset: Any, request: Request, view: Any = None
    ) -> list[Any] | None:
        """Remember whose rows they are: a cursor stands at a value of their first column."""
        self._rows = queryset
        return super().paginate_queryset(queryset, request, view)

    def decode_cursor(self, request: Request) -> Cursor | None:
        """Where to go on; 404 for a cursor nobody gave out, before the database meets it."""
        cursor = super().decode_cursor(request)
        if cursor is not None and cursor.position is not None:
            try:
                self._check(str(cursor.position))
            except (ValidationError, ValueError, OverflowError) as error:
                raise NotFound(self.invalid_cursor_message) from error
        return cursor

    def _check(self, position: str) -> None:
        if "\x00" in position:
            raise ValueError
        column = self._rows.model._meta.get_field(self.ordering[0].removeprefix("-"))
        value = column.clean(position, None)
        if isinstance(value, datetime):
            # The first day of all in a zone east of here lies before it.
            value.astimezone(UTC)
