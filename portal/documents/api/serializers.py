"""How a document looks as JSON; every field is named, none is written."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from portal.access.serializers import UtcDateTimeField, UtcModelSerializer
from portal.documents.models import Document


class CategorySerializer(serializers.Serializer[Any]):
    """The kind of a document, in the reader's language."""

    key = serializers.CharField()
    title = serializers.CharField()


class PlaceSerializer(serializers.Serializer[Any]):
    """The property a document belongs to."""

    id = serializers.UUIDField(source="uuid")
    name = serializers.CharField()


class AudienceSerializer(serializers.Serializer[Any]):
    """For whom it is: a code for machines and its label."""

    code = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment] # a key of the answer, not Field.label


class DocumentSerializer(UtcModelSerializer[Document]):
    """A document; its file leaves by a link alone (`POST …/link/`)."""

    id = serializers.UUIDField(source="uuid", read_only=True)
    category = CategorySerializer(read_only=True)
    property = PlaceSerializer(read_only=True)
    audience = serializers.SerializerMethodField()
    is_new = serializers.BooleanField(read_only=True)
    file_name = serializers.CharField(source="name", read_only=True)

    class Meta:
        model = Document
        fields = [
            "id",
            "title",
            "category",
            "property",
            "audience",
            "dated_on",
            "published_at",
            "withdrawn_at",
            "is_new",
            "file_name",
            "content_type",
            "size",
        ]
        read_only_fields = fields

    @extend_schema_field(AudienceSerializer)
    def get_audience(self, document: Document) -> dict[str, str]:
        """One person, one unit, board, owners, tenants or all."""
        return {"code": document.audience, "label": document.get_audience_display()}


class LinkSerializer(serializers.Serializer[Any]):
    """A link that works without a session until `expires_at`."""

    url = serializers.URLField()
    expires_at = UtcDateTimeField()
