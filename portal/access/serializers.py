"""How the API writes times: RFC 3339 in UTC, whatever zone people read their pages in."""

from datetime import UTC
from typing import Any, ClassVar, TypeVar

from django.db import models
from rest_framework import serializers

M = TypeVar("M", bound=models.Model)


class UtcDateTimeField(serializers.DateTimeField):
    """A moment, in UTC."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(default_timezone=UTC, **kwargs)


class UtcModelSerializer(serializers.ModelSerializer[M]):
    """A model's rows with their moments in UTC."""

    serializer_field_mapping: ClassVar[dict[Any, Any]] = {
        **serializers.ModelSerializer.serializer_field_mapping,
        models.DateTimeField: UtcDateTimeField,
    }
