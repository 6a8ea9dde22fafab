"""How an announcement looks as JSON; every field is named, none is written."""

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema_field, extend_schema_serializer
from rest_framework import serializers

from portal.access.serializers import UtcDateTimeField, UtcModelSerializer
from portal.announcements.audience import Audience
from portal.announcements.models import Announcement

_EXAMPLE = {
    "id": "6f1c2c1e-5b0e-4b7e-9c57-0d6f6f0c7a11",
    "title": "Wartung der Heizung",
    "body": "Guten Tag,\n\nam Dienstag wird die Heizung gewartet.",
    "audience": {"code": "everyone", "label": "Alle Eigentümer:innen und Mieter:innen"},
    "properties": [{"id": "0b8f5d8e-3a5e-4f43-8a55-2f1c9a0d4e21", "name": "Lindenstraße 12"}],
    "buildings": [],
    "pinned": True,
    "starts_at": "2026-11-23T07:00:00Z",
    "ends_at": "2026-12-01T16:00:00Z",
    "is_current": True,
    "published_at": "2026-11-22T14:30:00Z",
    "withdrawn_at": None,
    "read_at": None,
}


class AnnouncementPlaceSerializer(serializers.Serializer[Any]):
    """A property or building it hangs in, of those one may see."""

    id = serializers.UUIDField(source="uuid")
    name = serializers.CharField()


class AnnouncementAudienceSerializer(serializers.Serializer[Any]):
    """For whom it is: a code for machines and its label."""

    code = serializers.ChoiceField(choices=Audience.values)
    label = serializers.CharField()  # type: ignore[assignment] # a key of the answer, not Field.label


@extend_schema_serializer(
    examples=[OpenApiExample("Pinned and not read yet", value=_EXAMPLE, response_only=True)]
)
class AnnouncementSerializer(UtcModelSerializer[Announcement]):
    """What hangs in one's house, or hung there in the last year; `read_at` is one's own."""

    id = serializers.UUIDField(source="uuid", read_only=True)
    audience = serializers.SerializerMethodField()
    properties = AnnouncementPlaceSerializer(source="shown_properties", many=True, read_only=True)
    buildings = AnnouncementPlaceSerializer(source="shown_buildings", many=True, read_only=True)
    is_current = serializers.BooleanField(read_only=True)
    read_at = UtcDateTimeField(read_only=True, allow_null=True)

    class Meta:
        model = Announcement
        fields = list(_EXAMPLE)
        read_only_fields = fields

    @extend_schema_field(AnnouncementAudienceSerializer)
    def get_audience(self, announcement: Announcement) -> dict[str, str]:
        """Everyone, owners or tenants."""
        return {"code": announcement.audience, "label": announcement.get_audience_display()}
