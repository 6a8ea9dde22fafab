"""Incidents as JSON: read and joined by residents; raised, told and ended by case staff."""

from typing import TYPE_CHECKING, Any, ClassVar, cast

import django_filters
from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ReadOnlyModelViewSet

from cases import actions
from cases.api import incident_serializers as s
from cases.incident_policy import incident_policy
from cases.incidents import incidents_of
from cases.models import Incident
from portal.access.api import ConflictError, PolicyPermission
from portal.access.filters import StrictFilterBackend
from portal.access.pagination import KeysetPagination
from portal.access.policies import NotAllowedError
from portal.people.policies import property_policy

if TYPE_CHECKING:
    from portal.accounts.http import PortalRequest


class IncidentFilter(django_filters.FilterSet):
    """Status by code, property by id."""

    status = django_filters.ChoiceFilter(choices=Incident.Status.choices)
    property = django_filters.UUIDFilter(method="filter_property")

    class Meta:
        model = Incident
        fields: ClassVar[list[str]] = []

    def filter_property(self, rows: Any, name: str, value: Any) -> Any:
        """What is at this property; nothing for one the reader may not see (AZ-05)."""
        asked: Any = self.request
        houses = property_policy.visible_to(asked.user, asked.company)
        house = houses.filter(uuid=value).first()
        return rows.at(house) if house else rows.none()


class IncidentPagination(KeysetPagination):
    """What has begun last comes first."""

    ordering = ("-starts_at", "-pk")


class IncidentViewSet(ReadOnlyModelViewSet[Incident]):
    """What affects many in one's houses, now and until two weeks ago; case staff see all."""

    policy = incident_policy
    permission_classes = [*ReadOnlyModelViewSet.permission_classes, PolicyPermission]
    serializer_class = s.IncidentSerializer
    pagination_class = IncidentPagination
    filter_backends = [StrictFilterBackend]
    filterset_class = IncidentFilter
    lookup_field = "uuid"
    lookup_value_converter = "uuid"
    queryset = Incident.objects.none()

    def get_queryset(self) -> "QuerySet[Incident]":
        """What the policy shows."""
        rows: Any = incidents_of(self._portal.user, self._portal.company)
        found: QuerySet[Incident] = rows.with_counts()
        return found.select_related("company", "category").prefetch_related(
            "updates__author", "updates__company"
        )

    @extend_schema(request=s.NewIncidentSerializer, responses={201: s.IncidentSerializer})
    def create(self, request: Request) -> Response:
        """Case staff make an incident known."""
        values = self._read(s.NewIncidentSerializer)
        incident = actions.raise_incident(
            user=self._portal.user,
            company=self._portal.company,
            title=values["title"],
            body=values["body"],
            properties=values["property_ids"],
            buildings=values["building_ids"],
            category=values["category_id"],
            from_case=values["case_id"],
            starts_at=values["starts_at"],
            expected_end_at=values["expected_end_at"],
            tell=values["tell"],
            submission_key=values["submission_key"],
        )
        return self._answer(incident, status.HTTP_201_CREATED)

    @extend_schema(request=None, responses=s.IncidentSerializer, filters=False)
    @action(detail=True, methods=["post"], filter_backends=[])
    def join(self, request: Request, uuid: str) -> Response:
        """It affects me too; once more changes nothing. 409 when it is over."""
        incident = self.get_object()
        self._act(actions.join_incident, incident)
        return self._answer(incident)

    @extend_schema(request=None, responses={200: s.IncidentSerializer, 204: None}, filters=False)
    @join.mapping.delete
    def leave(self, request: Request, uuid: str) -> Response:
        """It does not, after all."""
        incident = self.get_object()
        self._act(actions.leave_incident, incident)
        if not self.get_queryset().filter(pk=incident.pk).exists():
            # Over for so long that only those who have joined still see it.
            return Response(status=status.HTTP_204_NO_CONTENT)
        return self._answer(incident)

    @extend_schema(
        request=s.NewIncidentUpdateSerializer,
        responses={201: s.IncidentUpdateSerializer},
        filters=False,
    )
    @action(detail=True, methods=["post"], filter_backends=[])
    def updates(self, request: Request, uuid: str) -> Response:
        """Case staff tell news, once for all who have joined; 409 when it is over."""
        incident = self.get_object()
        values = {"expected_end_at": incident.expected_end_at}
        values |= self._read(s.NewIncidentUpdateSerializer)
        update = self._act(actions.tell_update, incident, **values)
        return Response(s.IncidentUpdateSerializer(update).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=s.IncidentEndSerializer, responses=s.IncidentSerializer, filters=False)
    @action(detail=True, methods=["post"], filter_backends=[])
    def end(self, request: Request, uuid: str) -> Response:
        """Case staff end it; once more changes nothing."""
        incident = self.get_object()
        self._act(actions.end_incident, incident, **self._read(s.IncidentEndSerializer))
        return self._answer(incident)

    def _read(self, serializer_class: Any) -> Any:
        serializer = serializer_class(data=self.request.data, context=self.get_serializer_context())
        serializer.is_valid(raise_exception=True)
        return serializer.validated_data

    def _act(self, act: Any, incident: Incident, **values: Any) -> Any:
        try:
            return act(user=self._portal.user, incident=incident, **values)
        except NotAllowedError as error:
            # Over, perhaps a moment ago: then it is the state that forbids it, not a right.
            found = Incident.objects.filter(pk=incident.pk).exclude(ended_at=None)
            if found.exists():
                raise ConflictError(current=Incident.Status.ENDED) from error
            raise

    def _answer(self, incident: Incident, code: int = status.HTTP_200_OK) -> Response:
        fresh = self.get_queryset().get(pk=incident.pk)
        return Response(self.get_serializer(fresh).data, status=code)

    @property
    def _portal(self) -> "PortalRequest":
        # DRF's request passes on what the middleware has set.
        return cast("PortalRequest", self.request)
