"""With whom a case is shared, as JSON: read, let in, take out or leave."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import (
    OpenApiExample,
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
from cases.api.serializers import company_of
from cases.circles import CIRCLE_NAMES
from cases.models import Case, CaseParticipant
from cases.policies import case_policy, participant_policy
from portal.access.api import PolicyPermission
from portal.access.serializers import UtcModelSerializer
from portal.access.shortcuts import visible_or_404
from portal.accounts.roles import is_case_staff
from portal.people.api.serializers import ChoiceSerializer
from portal.people.models import Person

_EXAMPLE = {
    "id": "0b7e6c1e-6f0f-4a57-9d0e-0a4c2f6f5d11",
    "name": "Ben Yılmaz",
    "role": {"code": "owners", "label": "Eigentümer:in der Einheit"},
    "created_at": "2026-11-25T09:30:00Z",
}


@extend_schema_serializer(
    examples=[OpenApiExample("The unit's owner", value=_EXAMPLE, response_only=True)]
)
class ParticipantSerializer(UtcModelSerializer[CaseParticipant]):
    """Name and role: all that others learn of each other."""

    id = serializers.UUIDField(source="uuid")
    name = serializers.CharField(source="person")
    role = serializers.SerializerMethodField()

    class Meta:
        model = CaseParticipant
        fields = ["id", "name", "role", "created_at"]

    @extend_schema_field(ChoiceSerializer)
    def get_role(self, participant: CaseParticipant) -> dict[str, str]:
        """As what they take part."""
        return {"code": participant.circle, "label": participant.get_circle_display()}


def _people(request: Request) -> "QuerySet[Person]":
    company = company_of(request)
    rows: QuerySet[Person] = Person.objects.of(company)
    return rows if is_case_staff(request.user, company) else rows.none()


@extend_schema_serializer(
    examples=[OpenApiExample("With the unit's owners", value={"circle": "owners"})]
)
class NewParticipantsSerializer(serializers.Serializer[Any]):
    """A circle; case staff may name one resident of the property instead."""

    circle = serializers.ChoiceField(choices=list(CIRCLE_NAMES.items()), required=False)
    person_id = Chosen(_people, required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Exactly one of both."""
        if len(attrs) != 1:
            raise serializers.ValidationError("Send either `circle` or `person_id`.")
        return attrs


class ParticipantViewSet(GenericViewSet[CaseParticipant]):
    """Those a case is shared with."""

    policy = participant_policy
    permission_classes = [*GenericViewSet.permission_classes, PolicyPermission]
    pagination_class = None
    serializer_class = ParticipantSerializer
    lookup_field = "uuid"
    lookup_value_converter = "uuid"
    queryset = CaseParticipant.objects.none()

    def get_queryset(self) -> "QuerySet[CaseParticipant]":
        """What the policy shows of this case."""
        rows = participant_policy.visible_to(self.request.user, company_of(self.request))
        rows = rows.filter(case__uuid=self.kwargs["case"])
        return rows.select_related("person", "case__company", "case__opened_for")

    def list(self, request: Request, case: UUID) -> Response:
        """In the order they came in; there are few."""
        self._case()
        return Response(ParticipantSerializer(self.get_queryset(), many=True).data)

    @extend_schema(
        request=NewParticipantsSerializer, responses={201: ParticipantSerializer(many=True)}
    )
    def create(self, request: Request, case: UUID) -> Response:
        """Let in a circle or, for case staff, one person; who came in by this is answered."""
        found = self._case()
        asked = NewParticipantsSerializer(data=request.data, context={"request": request})
        asked.is_valid(raise_exception=True)
        values = asked.validated_data
        user: Any = request.user
        if "circle" in values:
            new = actions.share_case(user=user, case=found, circle=values["circle"])
        else:
            new = actions.share_with_person(user=user, case=found, person=values["person_id"])
        answer = ParticipantSerializer(new, many=True).data
        return Response(answer, status=status.HTTP_201_CREATED)

    @extend_schema(responses={204: None})
    def destroy(self, request: Request, case: UUID, uuid: UUID) -> Response:
        """Take one out, or leave oneself."""
        actions.end_sharing(user=request.user, participant=self.get_object())  # type: ignore[arg-type] # signed in: IsAuthenticated
        return Response(status=status.HTTP_204_NO_CONTENT)

    def _case(self) -> Case:
        rows = Case.objects.visible_to(self.request.user, company_of(self.request))
        request: Any = self.request
        found: Case = visible_or_404(
            case_policy, request, self.kwargs["case"], rows=rows.select_related("company")
        )
        return found
