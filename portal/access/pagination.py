"""Keyset paging for the API: a cursor stays right while rows come and go, and counts nothing."""

from rest_framework.pagination import CursorPagination


class KeysetPagination(CursorPagination):
    """Newest first by `ordering`, which a view sets; 25 rows, at most 100 on request."""

    page_size = 25
    page_size_query_param = "limit"
    max_page_size = 100
    ordering: tuple[str, ...] = ("-created_at", "-pk")
