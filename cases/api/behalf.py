"""A case on somebody's behalf, as JSON: what a clerk writes down of a call, a letter, a visit."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_serializer
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from cases import actions
from cases.api import examples
from cases.api import serializers as s
from cases.api.fields import Chosen
from cases.models import Case, CaseCategory
from cases.policies import category_policy
from portal.people.models import Person
from portal.people.policies import person_policy, property_policy
from portal.properties.models import Property, Unit


def _people(request: Request) -> "QuerySet[Person]":
    return person_policy.visible_to(request.user, s.company_of(request)).select_related("company")


def _topics(request: Request) -> "QuerySet[CaseCategory]":
    return category_policy.visible_to(request.user, s.company_of(request))


def _houses(request: Request) -> "QuerySet[Property]":
    return property_policy.visible_to(request.user, s.company_of(request))


def _units(request: Request) -> "QuerySet[Unit]":
    rows: QuerySet[Unit] = Unit.objects.of(s.company_of(request))
    return rows.filter(building__property__in=_houses(request))


@extend_schema_serializer(examples=examples.ON_BEHALF)
class OnBehalfSerializer(s.ReportSerializer):
    """What somebody said by phone, letter or in person; what was not said may stay open."""

    person_id = Chosen(_people)
    source = serializers.ChoiceField(choices=[str(source) for source in Case.ON_BEHALF])  # type: ignore[assignment] # a key of the answer, not Field.source
    category_id = Chosen(_topics)
    property_id = Chosen(_houses)
    unit_id = Chosen(_units, allow_null=True, required=False, default=None)


class BehalfMixin:
    """`CaseViewSet` reads what is sent and answers."""

    _read: Callable[[type[Any]], Any]
    _answer: Callable[..., Response]

    @extend_schema(request=OnBehalfSerializer, responses={201: s.CaseDetailSerializer})
    @action(detail=False, methods=["post"], url_path="on-behalf")
    def on_behalf(self, request: Request) -> Response:
        """Case staff write down what a person said, with or without a login; 403 for others."""
        values = self._read(OnBehalfSerializer)
        case = actions.open_on_behalf(
            company=s.company_of(request),
            user=request.user,  # type: ignore[arg-type] # signed in: IsAuthenticated
            person=values["person_id"],
            source=values["source"],
            **s.reported(values),
        )
        return self._answer(case, status.HTTP_201_CREATED)
