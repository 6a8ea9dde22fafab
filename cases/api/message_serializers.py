"""How the messages of a case and their files look as JSON."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from cases.models import Attachment, CaseMessage
from cases.readers import Readers
from portal.access.serializers import UtcModelSerializer
from portal.people.api.serializers import ChoiceSerializer


class AttachmentSerializer(UtcModelSerializer[Attachment]):
    """A file of a message; its content comes by a link one asks for."""

    id = serializers.UUIDField(source="uuid")
    message_id = serializers.UUIDField(source="message.uuid")
    scan = serializers.SerializerMethodField()

    class Meta:
        model = Attachment
        fields = [
            "id",
            "message_id",
            "name",
            "content_type",
            "size",
            "sha256",
            "scan",
            "created_at",
        ]

    @extend_schema_field(ChoiceSerializer)
    def get_scan(self, attachment: Attachment) -> dict[str, str]:
        """Whether the malware scanner lets it be opened: clear, pending, infected."""
        return {"code": attachment.scan, "label": attachment.get_scan_display()}


class MessageSerializer(UtcModelSerializer[CaseMessage]):
    """A message; internal notes are shown to case staff alone."""

    id = serializers.UUIDField(source="uuid")
    author = serializers.SerializerMethodField()
    internal = serializers.BooleanField(source="is_internal")
    attachments = AttachmentSerializer(many=True)
    written_down = serializers.SerializerMethodField()

    class Meta:
        model = CaseMessage
        fields = [
            "id",
            "author",
            "written_down",
            "by_staff",
            "internal",
            "body",
            "attachments",
            "created_at",
        ]

    def get_author(self, message: CaseMessage) -> str:
        """Who wrote it; residents by the company's record, the company where a clerk has left."""
        readers: Readers = self.context["readers"]
        return readers.author_of(message)

    def get_written_down(self, message: CaseMessage) -> str:
        """Which clerk has written it down for the author, in words; empty for what they sent."""
        readers: Readers = self.context["readers"]
        return readers.clerk_of(message)
