"""Filters of API lists: an allow-list, and nothing beside it is accepted silently."""

from typing import Any

from django.db.models import QuerySet
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework import exceptions
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request

_PAGING = frozenset({"cursor", "limit"})


class StrictFilterBackend(DjangoFilterBackend):
    """Applies the view's `filterset_class` and refuses every other parameter with 400 (AZ-05).

    Somebody who tries `?owner__email__startswith=a` must not take an unfiltered list for an answer.
    """

    def filter_queryset(
        self, request: Request, queryset: "QuerySet[Any]", view: GenericAPIView[Any]
    ) -> "QuerySet[Any]":
        """The filtered rows; ValidationError names what is not known."""
        filterset_class = self.get_filterset_class(view, queryset)
        known = set(filterset_class.base_filters) if filterset_class else set()
        unknown = sorted(set(request.query_params) - known - _PAGING)
        if unknown:
            raise exceptions.ValidationError(dict.fromkeys(unknown, "Unknown filter."))
        filtered: QuerySet[Any] = super().filter_queryset(request, queryset, view)
        return filtered
