"""How a resident ends a case, takes it up again, and rates it, as JSON."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from cases import actions
from cases.api import serializers as s
from cases.api.message_serializers import MessageSerializer
from cases.models import Case
from cases.readers import readers_of


class EndingMixin:
    """The steps of a case's end; `CaseViewSet` gives the case, reads what is sent and answers."""

    get_object: Callable[[], Case]
    _act: Callable[..., Any]
    _read: Callable[[type[Any]], Any]
    _answer: Callable[[Case], Response]

    @extend_schema(request=None, responses=s.CaseDetailSerializer)
    @action(detail=True, methods=["post"])
    def resolve(self, request: Request, uuid: UUID) -> Response:
        """The resident says that their case is done; 409 where it has ended already."""
        return self._ended(actions.resolve_case)

    @extend_schema(request=None, responses=s.CaseDetailSerializer)
    @action(detail=True, methods=["post"])
    def close(self, request: Request, uuid: UUID) -> Response:
        """The resident confirms the end; 409 where it goes on, or is closed already."""
        return self._ended(actions.close_case)

    @extend_schema(request=s.ReopeningSerializer, responses={201: MessageSerializer})
    @action(detail=True, methods=["post"])
    def reopen(self, request: Request, uuid: UUID) -> Response:
        """Not fixed: a message takes it up again; 409 where it goes on, or is closed."""
        case = self.get_object()
        values = self._read(s.ReopeningSerializer)
        message = self._act(
            actions.reopen,
            case=case,
            body=values["body"],
            submission_key=values["submission_key"],
            files=values.get("files", ()),
        )
        answer = MessageSerializer(message, context={"readers": readers_of(message.case)})
        return Response(answer.data, status=status.HTTP_201_CREATED)

    @extend_schema(request=s.RatingSerializer, responses=s.CaseDetailSerializer)
    @action(detail=True, methods=["post"])
    def rate(self, request: Request, uuid: UUID) -> Response:
        """How content the resident is; a later word replaces the earlier."""
        case: Case = self.get_object()
        self._act(actions.rate_case, case=case, **self._read(s.RatingSerializer))
        return self._answer(case)

    def _ended(self, act: Any) -> Response:
        return self._answer(self._act(act, case=self.get_object()))
