"""How an incident looks as JSON, and what staff may write; every field is named."""

from typing import Any
from uuid import uuid4

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiExample, extend_schema_field, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request

from cases.actions.incidents import Ending
from cases.api.fields import Chosen
from cases.api.serializers import company_of
from cases.models import Case, CaseCategory, Incident, IncidentUpdate
from cases.policies import case_policy, category_policy
from portal.access.serializers import UtcDateTimeField, UtcModelSerializer
from portal.accounts.roles import is_case_staff
from portal.people.api.serializers import ChoiceSerializer
from portal.people.policies import property_policy
from portal.properties.models import Building, Property

_UPDATE = {
    "id": "2f6c1c52-5b66-4d0c-9a3e-0f6d5b6a2a55",
    "author": "Stefan Vogt",
    "body": "Die Ersatzpumpe ist da, der Einbau hat begonnen.",
    "created_at": "2026-11-23T08:20:00Z",
}
_EXAMPLE = {
    "id": "b0f0a3a4-8a7e-4d55-9d53-6a1f9a1f3c10",
    "title": "Heizung und Warmwasser ausgefallen",
    "body": "Die Umwälzpumpe ist defekt. Heizungsbau Kramer ist beauftragt.",
    "status": {"code": "active", "label": "Besteht noch"},
    "category_id": "5d3f7f0e-2f0c-4d7c-8d1b-51a1de0c1f7b",
    "places": [
        {
            "property_id": "0b8f5d8e-3a5e-4f43-8a55-2f1c9a0d4e21",
            "building_id": None,
            "name": "Lindenstraße 12",
        }
    ],
    "starts_at": "2026-11-23T05:40:00Z",
    "expected_end_at": "2026-11-23T13:00:00Z",
    "ended_at": None,
    "joined_at": "2026-11-23T07:15:00Z",
    "joined_count": None,
    "updates": [_UPDATE],
}
_NEW = {
    "title": _EXAMPLE["title"],
    "body": _EXAMPLE["body"],
    "property_ids": ["0b8f5d8e-3a5e-4f43-8a55-2f1c9a0d4e21"],
    "category_id": _EXAMPLE["category_id"],
    "expected_end_at": _EXAMPLE["expected_end_at"],
    "tell": True,
    "submission_key": "7b1a37f4-9a0b-4a66-8f86-0c7b0f2f8b0e",
}


class IncidentPlaceSerializer(serializers.Serializer[Any]):
    """Where it is, of what one may see: a property, or one building of it."""

    property_id = serializers.UUIDField(source="property.uuid")
    building_id = serializers.UUIDField(source="building.uuid", allow_null=True, default=None)
    name = serializers.CharField()


class IncidentUpdateSerializer(UtcModelSerializer[IncidentUpdate]):
    """News about it, by the company."""

    id = serializers.UUIDField(source="uuid")
    author = serializers.SerializerMethodField()

    class Meta:
        model = IncidentUpdate
        fields = list(_UPDATE)

    def get_author(self, update: IncidentUpdate) -> str:
        """Who wrote it; the company where a clerk has left."""
        return str(update.author) if update.author else update.company.name


@extend_schema_serializer(
    examples=[OpenApiExample("Going on, and joined", value=_EXAMPLE, response_only=True)]
)
class IncidentSerializer(UtcModelSerializer[Incident]):
    """What affects many in one's house; `joined_at` is one's own."""

    id = serializers.UUIDField(source="uuid")
    status = serializers.SerializerMethodField()
    category_id = serializers.UUIDField(source="category.uuid", allow_null=True, default=None)
    places = IncidentPlaceSerializer(source="scopes.all", many=True)
    joined_at = UtcDateTimeField(allow_null=True)
    joined_count = serializers.SerializerMethodField()
    updates = IncidentUpdateSerializer(many=True)

    class Meta:
        model = Incident
        fields = list(_EXAMPLE)

    @extend_schema_field(ChoiceSerializer)
    def get_status(self, incident: Incident) -> dict[str, str]:
        """Going on or over."""
        return {"code": incident.status, "label": incident.get_status_display()}

    def get_joined_count(self, incident: Incident) -> int | None:
        """How many have joined, for case staff; null for residents."""
        request = self.context["request"]
        staff = is_case_staff(request.user, company_of(request))
        return incident.joined if staff else None  # type: ignore[attr-defined] # annotated by with_counts


# What may be written


def _properties(request: Request) -> "QuerySet[Property]":
    return property_policy.visible_to(request.user, company_of(request))


def _buildings(request: Request) -> "QuerySet[Building]":
    rows: QuerySet[Building] = Building.objects.of(company_of(request))
    return rows.filter(property__in=_properties(request))


def _topics(request: Request) -> "QuerySet[CaseCategory]":
    return category_policy.visible_to(request.user, company_of(request))


def _cases(request: Request) -> "QuerySet[Case]":
    return case_policy.visible_to(request.user, company_of(request))


class _KeySerializer(serializers.Serializer[Any]):
    """What is sent at most once."""

    submission_key = serializers.UUIDField(
        default=uuid4,
        help_text="Send your own, so that a repetition after a lost answer counts once.",
    )


@extend_schema_serializer(
    examples=[OpenApiExample("Known, and told to all", value=_NEW, request_only=True)]
)
class NewIncidentSerializer(_KeySerializer):
    """What case staff make known; with `case_id` that case belongs to it."""

    title = serializers.CharField()
    body = serializers.CharField()
    property_ids = Chosen(_properties, many=True)
    building_ids = Chosen(_buildings, many=True, required=False, default=list)
    category_id = Chosen(_topics, allow_null=True, required=False, default=None)
    case_id = Chosen(_cases, allow_null=True, required=False, default=None)
    starts_at = serializers.DateTimeField(required=False, allow_null=True, default=None)
    expected_end_at = serializers.DateTimeField(required=False, allow_null=True, default=None)
    tell = serializers.BooleanField(
        required=False, default=False, help_text="A notice to everybody it concerns."
    )


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "News with a new date",
            value={"body": _UPDATE["body"], "expected_end_at": _EXAMPLE["expected_end_at"]},
            request_only=True,
        )
    ]
)
class NewIncidentUpdateSerializer(_KeySerializer):
    """News; without `expected_end_at` the expected end stays as it is, null takes it back."""

    body = serializers.CharField()
    expected_end_at = serializers.DateTimeField(required=False, allow_null=True)


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "Fixed, its cases resolved",
            value={"body": "Die Pumpe läuft wieder.", "cases": "resolve"},
            request_only=True,
        )
    ]
)
class IncidentEndSerializer(_KeySerializer):
    """The closing word, and what becomes of the cases that belong to it."""

    body = serializers.CharField()
    cases = serializers.ChoiceField(choices=Ending.values)
