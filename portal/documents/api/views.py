"""The documents one may see, and links to them."""

from typing import TYPE_CHECKING, cast

import django_filters
from django import forms
from django.db.models import QuerySet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ReadOnlyModelViewSet

from portal.access.api import PolicyPermission
from portal.access.filters import StrictFilterBackend
from portal.access.pagination import KeysetPagination
from portal.documents.api.serializers import DocumentSerializer, LinkSerializer
from portal.documents.models import Document
from portal.documents.opening import link_to
from portal.documents.policies import document_policy
from portal.documents.queries import documents_of

if TYPE_CHECKING:
    from portal.accounts.http import PortalRequest


@extend_schema_field(OpenApiTypes.INT)
class YearFilter(django_filters.NumberFilter):
    """A year that a calendar has."""

    field_class = forms.IntegerField


class DocumentFilter(django_filters.FilterSet):
    """Property by id, category by key, year of the document's date."""

    property = django_filters.UUIDFilter(field_name="property__uuid")
    category = django_filters.CharFilter(field_name="category__key")
    year = YearFilter(field_name="dated_on__year", min_value=1900, max_value=2999)

    class Meta:
        model = Document
        fields: list[str] = []


class DocumentPagination(KeysetPagination):
    """Newest first by the date they bear."""

    ordering = ("-dated_on", "-pk")


class DocumentViewSet(ReadOnlyModelViewSet[Document]):
    """Published documents whose audience one belongs to; case staff see all of their company's."""

    policy = document_policy
    permission_classes = [*ReadOnlyModelViewSet.permission_classes, PolicyPermission]
    serializer_class = DocumentSerializer
    pagination_class = DocumentPagination
    filter_backends = [StrictFilterBackend]
    filterset_class = DocumentFilter
    lookup_field = "uuid"
    lookup_value_converter = "uuid"
    queryset = Document.objects.none()

    def get_queryset(self) -> "QuerySet[Document]":
        """What the policy shows."""
        return documents_of(self._portal.user, self._portal.company)

    @extend_schema(request=None, responses=LinkSerializer, filters=False)
    @action(detail=True, methods=["post"], filter_backends=[])
    def link(self, request: Request, uuid: str) -> Response:
        """Make a link to the file, for oneself."""
        made = link_to(self.get_object(), self._portal.user)
        url = self._portal.company.absolute_url(made.path)
        return Response(LinkSerializer({"url": url, "expires_at": made.expires_at}).data)

    @property
    def _portal(self) -> "PortalRequest":
        # DRF's request passes on what the middleware has set.
        return cast("PortalRequest", self.request)
