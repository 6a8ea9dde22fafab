"""Cases, their messages and files, as JSON: the same actions and policies as everywhere."""

from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet, ReadOnlyModelViewSet

from cases import actions, downloads
from cases.api import serializers as s
from cases.api.behalf import BehalfMixin
from cases.api.category_serializers import CaseCategorySerializer
from cases.api.ending import EndingMixin
from cases.api.message_serializers import AttachmentSerializer, MessageSerializer
from cases.models import Attachment, Case, CaseCategory
from cases.policies import attachment_policy, case_policy, category_policy, message_policy
from cases.readers import readers_of
from cases.status import TransitionError
from portal.access.api import ConflictError, PolicyPermission, UnavailableError
from portal.access.pagination import KeysetPagination
from portal.access.policies import NotAllowedError
from portal.documents.api.serializers import LinkSerializer

# Everything else in the query is refused: a filter nobody has thought of may tell too much (AZ-05).
_CASE_FILTERS = frozenset({"status", "cursor", "limit", "format"})
# What one case names beside the columns of a list.
_WITH = ("rating", "follows", "appointment")


class CasePagination(KeysetPagination):
    """Newest change first."""

    ordering = ("-updated_at", "-pk")


class MessagePagination(KeysetPagination):
    """In the order they were written."""

    ordering = ("created_at", "pk")


class CategoryPagination(KeysetPagination):
    """In the company's order."""

    ordering = ("position", "name", "pk")


class CaseCategoryViewSet(ReadOnlyModelViewSet[CaseCategory]):
    """The topics one may open a case about; case staff see all that are in use."""

    policy = category_policy
    permission_classes = [*ReadOnlyModelViewSet.permission_classes, PolicyPermission]
    pagination_class = CategoryPagination
    serializer_class = CaseCategorySerializer
    lookup_field = "uuid"
    lookup_value_converter = "uuid"
    queryset = CaseCategory.objects.none()

    def get_queryset(self) -> "QuerySet[CaseCategory]":
        """What the policy shows."""
        rows = category_policy.visible_to(self.request.user, s.company_of(self.request))
        return rows.select_related("company").prefetch_related("questions")


class CaseViewSet(BehalfMixin, EndingMixin, ReadOnlyModelViewSet[Case]):
    """One's own cases; case staff see all of their company's."""

    policy = case_policy
    permission_classes = [*ReadOnlyModelViewSet.permission_classes, PolicyPermission]
    pagination_class = CasePagination
    lookup_field = "uuid"
    lookup_value_converter = "uuid"
    queryset = Case.objects.none()

    def get_queryset(self) -> "QuerySet[Case]":
        """What the policy shows; in the list filtered by `status`."""
        company = s.company_of(self.request)
        rows: QuerySet[Case] = Case.objects.visible_to(self.request.user, company).with_names()
        if self.action == "list":
            return _filtered(rows, self.request)
        return rows.select_related(*_WITH)

    def get_serializer_class(self) -> type[s.CaseSerializer]:
        """One case says more than a row of the list."""
        return s.CaseDetailSerializer if self.action == "retrieve" else s.CaseSerializer

    @extend_schema(
        parameters=[OpenApiParameter("status", enum=list(Case.Status.values), many=True)]
    )
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Newest change first; unknown parameters are refused."""
        return super().list(request, *args, **kwargs)

    @extend_schema(request=s.NewCaseSerializer, responses={201: s.CaseDetailSerializer})
    def create(self, request: Request) -> Response:
        """Open a case for a unit or property one holds today; files as multipart."""
        values = self._read(s.NewCaseSerializer)
        case = actions.open_case(
            company=s.company_of(request),
            user=request.user,  # type: ignore[arg-type] # signed in: IsAuthenticated
            follows=values["follows_id"],
            **s.reported(values),
        )
        return self._answer(case, status.HTTP_201_CREATED)

    @extend_schema(responses=MessageSerializer(many=True))
    @action(detail=True, pagination_class=MessagePagination)
    def messages(self, request: Request, uuid: UUID) -> Response:
        """The correspondence, oldest first."""
        case = self.get_object()
        rows = message_policy.visible_to(request.user, case.company).filter(case=case)
        rows = rows.select_related("author").prefetch_related(
            Prefetch("attachments", queryset=Attachment.objects.select_related("message"))
        )
        return self._page(rows, MessageSerializer, readers=readers_of(case))

    @extend_schema(request=s.NewMessageSerializer, responses={201: MessageSerializer})
    @messages.mapping.post
    def reply(self, request: Request, uuid: UUID) -> Response:
        """Write a message, with files as multipart."""
        case = self.get_object()
        values = self._read(s.NewMessageSerializer)
        message = self._act(
            actions.reply,
            case=case,
            body=values["body"],
            submission_key=values["submission_key"],
            files=values.get("files", ()),
            internal=values["internal"],
            next_status=values["next_status"],
            take_over=values["take_over"],
        )
        answer = MessageSerializer(message, context={"readers": readers_of(message.case)})
        return Response(answer.data, status=status.HTTP_201_CREATED)

    @extend_schema(responses=AttachmentSerializer(many=True))
    @action(detail=True, pagination_class=MessagePagination)
    def attachments(self, request: Request, uuid: UUID) -> Response:
        """All files of the case."""
        case = self.get_object()
        rows = attachment_policy.visible_to(request.user, case.company).filter(case=case)
        return self._page(rows.select_related("message"), AttachmentSerializer)

    @extend_schema(responses={(200, "application/pdf"): OpenApiTypes.BINARY})
    @action(detail=True)
    def record(self, request: Request, uuid: UUID) -> HttpResponse:
        """The whole case as a PDF: messages, times, files with their SHA-256; no internal notes."""
        made = downloads.record_of(self.get_object(), request.user)  # type: ignore[arg-type] # signed in
        if made is None:
            raise UnavailableError
        return made

    @extend_schema(request=s.NewStatusSerializer, responses=s.CaseDetailSerializer)
    @action(detail=True, methods=["post"], url_path="status")
    def change_status(self, request: Request, uuid: UUID) -> Response:
        """Case staff move it along the table of statuses; 409 where the table says no."""
        case = self.get_object()
        values = self._read(s.NewStatusSerializer)
        return self._answer(self._act(actions.change_status, case=case, **values))

    @extend_schema(request=s.AssignmentSerializer, responses=s.CaseDetailSerializer)
    @action(detail=True, methods=["post"])
    def assign(self, request: Request, uuid: UUID) -> Response:
        """Case staff hand it to one of them."""
        case = self.get_object()
        values = self._read(s.AssignmentSerializer)
        return self._answer(self._act(actions.assign, case=case, assignee=values["assignee_id"]))

    @extend_schema(request=s.AppointmentSerializer, responses=s.CaseDetailSerializer)
    @action(detail=True, methods=["put"])
    def appointment(self, request: Request, uuid: UUID) -> Response:
        """Case staff name the time, or move it."""
        case = self.get_object()
        self._act(actions.set_appointment, case=case, **self._read(s.AppointmentSerializer))
        return self._answer(case)

    @extend_schema(responses={204: None})
    @appointment.mapping.delete
    def call_off(self, request: Request, uuid: UUID) -> Response:
        """Case staff call it off."""
        self._act(actions.call_off_appointment, case=self.get_object())
        return Response(status=status.HTTP_204_NO_CONTENT)

    def _page(self, rows: "QuerySet[Any]", serializer_class: Any, **context: Any) -> Response:
        page = self.paginate_queryset(rows)
        answer = serializer_class(page, many=True, context=context)
        return self.get_paginated_response(answer.data)

    def _read(self, serializer_class: Any) -> Any:
        serializer = serializer_class(data=self.request.data, context=self.get_serializer_context())
        serializer.is_valid(raise_exception=True)
        return serializer.validated_data

    def _act(self, act: Any, **values: Any) -> Any:
        try:
            return act(user=self.request.user, **values)
        except TransitionError as error:
            raise ConflictError(current=error.current) from error
        except NotAllowedError as error:
            # Closed, perhaps a moment ago: then it is the state that forbids it, not a right.
            if Case.objects.filter(pk=values["case"].pk, status=Case.Status.CLOSED).exists():
                raise ConflictError(current=Case.Status.CLOSED) from error
            raise

    def _answer(self, case: Case, code: int = status.HTTP_200_OK) -> Response:
        rows = Case.objects.of(case.company).with_names().select_related(*_WITH)
        fresh = rows.get(pk=case.pk)
        context = self.get_serializer_context()
        return Response(s.CaseDetailSerializer(fresh, context=context).data, status=code)


class AttachmentViewSet(GenericViewSet[Attachment]):
    """Links to single files."""

    policy = attachment_policy
    permission_classes = [*GenericViewSet.permission_classes, PolicyPermission]
    serializer_class = LinkSerializer
    lookup_field = "uuid"
    lookup_value_converter = "uuid"
    queryset = Attachment.objects.none()

    def get_queryset(self) -> "QuerySet[Attachment]":
        """What the policy shows."""
        rows = attachment_policy.visible_to(self.request.user, s.company_of(self.request))
        return rows.select_related("company__site", "message", "case")

    @extend_schema(request=None, responses=LinkSerializer)
    @action(detail=True, methods=["post"])
    def link(self, request: Request, uuid: UUID) -> Response:
        """A new link to the file, for whoever asks and nobody else."""
        attachment = self.get_object()
        made = downloads.link_to(attachment, request.user)  # type: ignore[arg-type] # signed in
        url = attachment.company.absolute_url(made.path)
        return Response(LinkSerializer({"url": url, "expires_at": made.expires_at}).data)


def _filtered(rows: "QuerySet[Case]", request: Request) -> "QuerySet[Case]":
    unknown = sorted(set(request.query_params) - _CASE_FILTERS)
    if unknown:
        raise ValidationError({name: ["Unknown parameter."] for name in unknown})
    wanted = request.query_params.getlist("status")
    if not set(wanted) <= set(Case.Status.values):
        raise ValidationError({"status": ["Unknown status."]})
    return rows.filter(status__in=wanted) if wanted else rows
