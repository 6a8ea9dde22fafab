"""Files before their report or answer, as JSON: one by one, then sent along by the same key.

They lie in the author's draft (ADR 0008), which nobody else reads.
"""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import (
    OpenApiExample,
    OpenApiParameter,
    extend_schema,
    extend_schema_field,
    extend_schema_serializer,
)
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from cases import actions
from cases.api.fields import Chosen
from cases.api.serializers import company_of, properties_held, topics_offered
from cases.drafts import Target
from cases.models import Case, Draft, DraftFile
from cases.policies import case_policy
from portal.access.serializers import UtcDateTimeField, UtcModelSerializer
from portal.documents.uploads import CheckedUpload, check
from portal.people.api.serializers import ChoiceSerializer

_KEY = "7c9e6679-7425-40de-944b-e07fc1f90ae7"
_FILE = {
    "id": "0b7e6c1e-6f0f-4a57-9d0e-0a4c2f6f5d11",
    "name": "heizkoerper.jpg",
    "content_type": "image/jpeg",
    "size": 48213,
    "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "scan": {"code": "clear", "label": "Geprüft"},
}


class UploadedFileSerializer(UtcModelSerializer[DraftFile]):
    """A file that waits for its report or answer."""

    id = serializers.UUIDField(source="uuid")
    scan = serializers.SerializerMethodField()

    class Meta:
        model = DraftFile
        fields = ["id", "name", "content_type", "size", "sha256", "scan"]

    @extend_schema_field(ChoiceSerializer)
    def get_scan(self, file: DraftFile) -> dict[str, str]:
        """Whether the malware scanner lets it be sent: clear, pending, infected."""
        return {"code": file.scan, "label": file.get_scan_display()}


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "One photo waits",
            value={
                "submission_key": _KEY,
                "updated_at": "2026-11-25T09:30:00Z",
                "files": [_FILE],
            },
            response_only=True,
        )
    ]
)
class UploadSerializer(serializers.Serializer[Draft]):
    """What was uploaded under one key and not sent yet."""

    submission_key = serializers.UUIDField()
    updated_at = UtcDateTimeField()
    files = UploadedFileSerializer(many=True)


def _cases(request: Request) -> "QuerySet[Case]":
    return case_policy.visible_to(request.user, company_of(request))


class NewUploadSerializer(serializers.Serializer[Any]):
    """Files for a report (`category_id` and `property_id`) or for an answer (`case_id`)."""

    submission_key = serializers.UUIDField(
        help_text="Choose one; the report or answer sent with the same key takes the files along."
    )
    category_id = Chosen(topics_offered, required=False)
    property_id = Chosen(properties_held, required=False)
    case_id = Chosen(_cases, required=False)
    files = serializers.ListField(
        allow_empty=False,
        child=serializers.FileField(allow_empty_file=True),
        help_text="Multipart; checked by content.",
    )

    def validate_files(self, files: list[Any]) -> list[CheckedUpload]:
        """The files, each accepted by its content."""
        return check(files)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """A report or an answer, not both and not half of one."""
        given = {name for name in ("category_id", "property_id", "case_id") if name in attrs}
        if given not in ({"case_id"}, {"category_id", "property_id"}):
            raise serializers.ValidationError(
                "Send either `case_id`, or `category_id` and `property_id`."
            )
        return attrs


class UploadViewSet(GenericViewSet[Draft]):
    """One's own files that wait to be sent; thrown away after 30 days."""

    serializer_class = UploadSerializer
    lookup_field = "submission_key"
    lookup_value_converter = "uuid"
    queryset = Draft.objects.none()

    def get_queryset(self) -> "QuerySet[Draft]":
        """The author's own alone."""
        user: Any = self.request.user
        rows: QuerySet[Draft] = Draft.objects.written_by(user, company_of(self.request))
        return rows.prefetch_related("files")

    @extend_schema(
        request={"multipart/form-data": NewUploadSerializer}, responses={201: UploadSerializer}
    )
    def create(self, request: Request) -> Response:
        """Upload files; the same key again adds to them."""
        asked = NewUploadSerializer(data=request.data, context={"request": request})
        asked.is_valid(raise_exception=True)
        values = asked.validated_data
        target = Target(
            case=values.get("case_id"),
            category=values.get("category_id"),
            property=values.get("property_id"),
        )
        user: Any = request.user
        key = values["submission_key"]
        actions.save_draft(
            user=user,
            target=target,
            submission_key=key,
            values={},
            files=values["files"],
        )
        made = self.get_queryset().get(submission_key=key)
        return Response(UploadSerializer(made).data, status=status.HTTP_201_CREATED)

    def retrieve(self, request: Request, submission_key: UUID) -> Response:
        """What waits under this key; 404 once it was sent."""
        return Response(UploadSerializer(self.get_object()).data)

    @extend_schema(
        parameters=[OpenApiParameter("file", OpenApiTypes.UUID, description="This file alone.")],
        responses={204: None},
    )
    def destroy(self, request: Request, submission_key: UUID) -> Response:
        """Throw away what waits under this key, or one `file` of it."""
        draft = self.get_object()
        user: Any = request.user
        wanted = request.query_params.get("file")
        if wanted is None:
            actions.discard_draft(user=user, draft=draft)
        else:
            target = Target(draft.case, draft.category, draft.property)
            actions.save_draft(
                user=user,
                target=target,
                submission_key=draft.submission_key,
                values={},
                remove=serializers.UUIDField().run_validation(wanted),
            )
        return Response(status=status.HTTP_204_NO_CONTENT)
