"""How editors' texts look in the content API."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework.fields import Field

from cms.filling import fill


@extend_schema_field(OpenApiTypes.STR)
class FilledTextField(Field[Any, Any, str, Any]):
    """Rich text as the page shows it: links expanded, facts filled in."""

    def to_representation(self, value: str) -> str:
        """Fill in the facts of the company that is asked."""
        return str(fill(value, self.context["request"].company))
