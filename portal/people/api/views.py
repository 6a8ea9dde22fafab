"""Who am I here, and the properties I may see."""

from types import SimpleNamespace

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView
from rest_framework.viewsets import ReadOnlyModelViewSet

from portal.access.api import PolicyPermission
from portal.access.pagination import KeysetPagination
from portal.accounts.roles import role_of
from portal.people.api.serializers import (
    MeSerializer,
    PropertyDetailSerializer,
    PropertySerializer,
)
from portal.people.policies import property_policy
from portal.people.residency import residency_of
from portal.properties.models import Property


class MeView(APIView):
    """The signed-in login on this host."""

    @extend_schema(responses=MeSerializer)
    def get(self, request: Request) -> Response:
        """Person, units with their periods, and the role at the company."""
        company = request.company  # type: ignore[attr-defined] # DRF passes on to PortalRequest
        residency = residency_of(request.user, company)
        me = SimpleNamespace(
            user=request.user,
            company=company,
            role=role_of(request.user, company),
            person=residency.person if residency else None,
            occupancies=residency.occupancies if residency else [],
        )
        return Response(MeSerializer(me).data)


class PropertyPagination(KeysetPagination):
    """Properties go by name."""

    ordering = ("name", "pk")


class PropertyViewSet(ReadOnlyModelViewSet[Property]):
    """The properties one holds a unit of today; case staff see all of their company's."""

    policy = property_policy
    permission_classes = [*ReadOnlyModelViewSet.permission_classes, PolicyPermission]
    pagination_class = PropertyPagination
    lookup_field = "uuid"
    lookup_value_converter = "uuid"
    queryset = Property.objects.none()

    def get_queryset(self) -> "QuerySet[Property]":
        """What the policy shows."""
        company = self.request.company  # type: ignore[attr-defined] # as in MeView
        return property_policy.visible_to(self.request.user, company).select_related("company")

    def get_serializer_class(self) -> type[PropertySerializer]:
        """One property comes with whom to call there."""
        return PropertyDetailSerializer if self.action == "retrieve" else PropertySerializer
