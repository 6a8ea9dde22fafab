"""`/api/v1/faq/`: the questions somebody may read, by topic or by search."""

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ReadOnlyModelViewSet

from faq.api.serializers import (
    FaqDetailSerializer,
    FaqQuerySerializer,
    FaqSerializer,
    FaqTopicSerializer,
)
from faq.models import FaqPage, FaqTopic
from faq.search import find
from portal.access.pagination import KeysetPagination

_MOST_HITS = 25


class FaqPagination(KeysetPagination):
    """Questions go in the editors' order."""

    ordering = ("path", "pk")


class FaqViewSet(ReadOnlyModelViewSet[FaqPage]):
    """The published questions and answers of the company."""

    pagination_class = FaqPagination
    lookup_field = "translation_key"
    lookup_url_kwarg = "uuid"
    lookup_value_converter = "uuid"
    queryset = FaqPage.objects.none()

    def get_queryset(self) -> "QuerySet[FaqPage]":
        """What this reader may see."""
        company = self.request.company  # type: ignore[attr-defined] # DRF passes on to PortalRequest
        rows: QuerySet[FaqPage] = FaqPage.objects.visible_to(self.request.user, company)
        return rows

    def get_serializer_class(self) -> type[FaqSerializer]:
        """One question comes with the related ones."""
        return FaqDetailSerializer if self.action == "retrieve" else FaqSerializer

    @extend_schema(parameters=[FaqQuerySerializer])
    def list(self, request: Request) -> Response:
        """All of them, those of one topic, or the best 25 hits of a search."""
        asked = FaqQuerySerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        rows = self.get_queryset()
        if "topic" in asked.validated_data:
            rows = rows.filter(topic__uuid=asked.validated_data["topic"])
        if "q" not in asked.validated_data:
            page = self.paginate_queryset(rows)
            return self.get_paginated_response(self.get_serializer(page, many=True).data)
        hits = find(rows, asked.validated_data["q"])[:_MOST_HITS]
        results = self.get_serializer(hits, many=True).data
        return Response({"next": None, "previous": None, "results": results})

    @extend_schema(responses=FaqTopicSerializer(many=True))
    @action(detail=False, pagination_class=None)
    def topics(self, request: Request) -> Response:
        """The topics, in their order."""
        company = request.company  # type: ignore[attr-defined] # as above
        rows = FaqTopic.objects.visible_to(request.user, company)
        return Response(FaqTopicSerializer(rows, many=True).data)
