"""One's own notifications on this host, and which of them come by e-mail.

Reading marks nothing, marking is a POST.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import exceptions
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView
from rest_framework.viewsets import GenericViewSet

from portal.access.api import PolicyPermission
from portal.companies.models import Company
from portal.notifications import actions
from portal.notifications.api.serializers import (
    ChoicesSerializer,
    NotificationSerializer,
    SettingsSerializer,
    UnreadSerializer,
)
from portal.notifications.models import Notification
from portal.notifications.policies import MARK_READ, notification_policy
from portal.notifications.preferences import settings_of
from portal.notifications.reading import line, lines, unread_count


class NotificationViewSet(GenericViewSet[Notification]):
    """What happened, newest first, in the reader's language."""

    policy = notification_policy
    policy_actions = {"POST": MARK_READ}
    permission_classes = [*GenericViewSet.permission_classes, PolicyPermission]
    serializer_class = NotificationSerializer
    lookup_field = "uuid"
    lookup_value_converter = "uuid"
    queryset = Notification.objects.none()

    def get_queryset(self) -> "QuerySet[Notification]":
        """What the policy shows."""
        rows = notification_policy.visible_to(self.request.user, self._company)
        return rows.select_related("recipient_person")

    def list(self, request: Request) -> Response:
        """A page of them."""
        rows = self.paginate_queryset(self.get_queryset()) or []
        shown = lines(self._user, self._company, rows)
        return self.get_paginated_response(NotificationSerializer(shown, many=True).data)

    def retrieve(self, request: Request, uuid: str) -> Response:
        """One of them."""
        return self._answer(self.get_object())

    @extend_schema(request=None, responses=NotificationSerializer)
    @action(detail=True, methods=["post"])
    def read(self, request: Request, uuid: str) -> Response:
        """Mark one as read."""
        notification = self.get_object()
        actions.mark_read(user=self._user, company=self._company, uuids=[notification.uuid])
        notification.refresh_from_db(fields=["read_at"])
        return self._answer(notification)

    @extend_schema(request=None, responses=UnreadSerializer)
    @action(detail=False, methods=["post"], url_path="read-all")
    def read_all(self, request: Request) -> Response:
        """Mark all as read."""
        actions.mark_read(user=self._user, company=self._company)
        return self._count()

    @extend_schema(responses=UnreadSerializer)
    @action(detail=False)
    def unread(self, request: Request) -> Response:
        """How many are not read."""
        return self._count()

    @property
    def _user(self) -> Any:
        return self.request.user

    @property
    def _company(self) -> Company:
        company: Company = self.request.company  # type: ignore[attr-defined] # set by CompanyMiddleware
        return company

    def _answer(self, notification: Notification) -> Response:
        shown = line(self._user, self._company, notification)
        return Response(NotificationSerializer(shown).data)

    def _count(self) -> Response:
        return Response({"unread": unread_count(self._user, self._company)})


_SETTINGS = OpenApiExample(
    "Answers by e-mail, documents in the portal alone",
    value={
        "settings": [
            {
                "kind": "case_replied",
                "label": "New answer in a case",
                "group": {"code": "cases", "label": "Cases"},
                "choice": {
                    "code": "immediately",
                    "label": "E-mail at once, and in the portal",
                },
            },
            {
                "kind": "document_published",
                "label": "New document",
                "group": {"code": "documents", "label": "Documents"},
                "choice": {"code": "portal_only", "label": "Only in the portal"},
            },
        ]
    },
    response_only=True,
)
_CHANGE = OpenApiExample(
    "No more e-mails about documents",
    value={"choices": {"document_published": "portal_only"}},
    request_only=True,
)


class NotificationSettingsView(APIView):
    """Which notifications the signed-in login gets by e-mail at this company."""

    @extend_schema(responses=SettingsSerializer, examples=[_SETTINGS])
    def get(self, request: Request) -> Response:
        """The kinds one may choose about, and what one has chosen."""
        return self._answer(request)

    @extend_schema(
        request=ChoicesSerializer, responses=SettingsSerializer, examples=[_CHANGE, _SETTINGS]
    )
    def patch(self, request: Request) -> Response:
        """Choose for the kinds named; with one that is not to be chosen nothing is changed."""
        wanted = ChoicesSerializer(data=request.data)
        wanted.is_valid(raise_exception=True)
        try:
            actions.choose_mails(
                user=request.user,  # type: ignore[arg-type] # signed in: IsAuthenticated
                company=request.company,  # type: ignore[attr-defined] # set by CompanyMiddleware
                choices=wanted.validated_data["choices"],
            )
        except ValidationError as error:
            raise exceptions.ValidationError({"choices": error.message_dict}) from error
        return self._answer(request)

    def _answer(self, request: Request) -> Response:
        found = settings_of(request.user, request.company)  # type: ignore[arg-type,attr-defined] # as in patch
        return Response(SettingsSerializer({"settings": found}).data)
