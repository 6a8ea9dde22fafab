"""The announcements one may see, and confirming having read them."""

from typing import TYPE_CHECKING, Any, cast

import django_filters
from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ReadOnlyModelViewSet

from portal.access.api import PolicyPermission
from portal.access.filters import StrictFilterBackend
from portal.access.pagination import KeysetPagination
from portal.announcements import actions
from portal.announcements.api.serializers import AnnouncementSerializer
from portal.announcements.models import Announcement
from portal.announcements.policies import MARK_READ, announcement_policy
from portal.announcements.queries import announcements_of
from portal.people.policies import property_policy

if TYPE_CHECKING:
    from portal.accounts.http import PortalRequest


class AnnouncementFilter(django_filters.FilterSet):
    """Property by id."""

    property = django_filters.UUIDFilter(method="filter_property")

    class Meta:
        model = Announcement
        fields: list[str] = []

    def filter_property(self, rows: Any, name: str, value: Any) -> Any:
        """What hangs in this property; nothing for one the reader may not see (AZ-05)."""
        asked: Any = self.request
        houses = property_policy.visible_to(asked.user, asked.company)
        return rows.filter(properties__in=houses.filter(uuid=value))


class AnnouncementPagination(KeysetPagination):
    """Newest first by the day they were put up."""

    ordering = ("-starts_at", "-pk")


class AnnouncementViewSet(ReadOnlyModelViewSet[Announcement]):
    """What hangs in one's houses and what hung there in the last year; case staff see all."""

    policy = announcement_policy
    policy_actions = {"POST": MARK_READ}
    permission_classes = [*ReadOnlyModelViewSet.permission_classes, PolicyPermission]
    serializer_class = AnnouncementSerializer
    pagination_class = AnnouncementPagination
    filter_backends = [StrictFilterBackend]
    filterset_class = AnnouncementFilter
    lookup_field = "uuid"
    lookup_value_converter = "uuid"
    queryset = Announcement.objects.none()

    def get_queryset(self) -> "QuerySet[Announcement]":
        """What the policy shows."""
        rows = announcements_of(self._portal.user, self._portal.company)
        return rows.select_related("company")

    @extend_schema(request=None, responses=AnnouncementSerializer, filters=False)
    @action(detail=True, methods=["post"], filter_backends=[])
    def read(self, request: Request, uuid: str) -> Response:
        """Confirm having read it; once more changes nothing. 403 for whom it is not meant."""
        actions.mark_read(user=self._portal.user, announcement=self.get_object())
        return Response(self.get_serializer(self.get_object()).data)

    @property
    def _portal(self) -> "PortalRequest":
        # DRF's request passes on what the middleware has set.
        return cast("PortalRequest", self.request)
