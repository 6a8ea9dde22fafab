"""A field for rows that are chosen by UUID among those the person asking is offered."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request

_NOT_OFFERED = _("Choose one of the offered values.")


@extend_schema_field(OpenApiTypes.UUID)
class Chosen(serializers.SlugRelatedField[Any]):
    """A row by UUID; a foreign one is refused in the words for one that never was (AZ-03)."""

    default_error_messages = {"does_not_exist": _NOT_OFFERED, "invalid": _NOT_OFFERED}

    def __init__(self, rows: Callable[[Request], "QuerySet[Any]"], **kwargs: Any) -> None:
        self._rows = rows
        super().__init__(slug_field="uuid", **kwargs)

    def get_queryset(self) -> "QuerySet[Any]":
        """What is offered to whoever asks."""
        return self._rows(self.context["request"])

    def to_internal_value(self, data: Any) -> Any:
        """The row; what is no UUID at all is no choice either."""
        try:
            return super().to_internal_value(data)
        except ValidationError:
            self.fail("invalid")
