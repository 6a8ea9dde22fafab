"""How cases look as JSON, and what may be written; every field is named."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema_field, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request

from cases.api import examples
from cases.api.fields import Chosen
from cases.appointments import ahead_of
from cases.ending import Ending, ending_of
from cases.expected import Expected, Turn, expected_by_staff, expected_of
from cases.following import earlier_of
from cases.models import (
    Case,
    CaseAppointment,
    CaseCategory,
    CaseRating,
)
from cases.policies import REPLY, SHARE, case_policy, category_policy
from cases.questions import Answered, answers_of
from cases.status import resident_label
from portal.access.serializers import UtcDateTimeField, UtcModelSerializer
from portal.accounts.models import Role, User
from portal.accounts.roles import is_case_staff
from portal.companies.models import Company
from portal.documents.uploads import CheckedUpload, check
from portal.people.api.serializers import ChoiceSerializer
from portal.people.residency import Residency, residency_of
from portal.properties.models import Property, Unit


def company_of(request: Request) -> Company:
    """The company of the host."""
    company: Company = request.company  # type: ignore[attr-defined] # set by CompanyMiddleware
    return company


class NamedSerializer(serializers.Serializer[Any]):
    """A person by name: one's counterpart in a case."""

    id = serializers.UUIDField(source="uuid")
    name = serializers.CharField(source="__str__")


class ExpectedSerializer(serializers.Serializer[Expected]):
    """What may be expected of a case, and until when, in words."""

    code = serializers.ChoiceField(choices=[turn.value for turn in Turn])
    label = serializers.CharField()  # type: ignore[assignment] # a key of the answer, not Field.label


class AnsweredSerializer(serializers.Serializer[Answered]):
    """A question of the topic as it was asked, and what was answered."""

    label = serializers.CharField()  # type: ignore[assignment] # a key of the answer, not Field.label
    text = serializers.CharField()


class CaseSerializer(UtcModelSerializer[Case]):
    """A case in a list."""

    id = serializers.UUIDField(source="uuid")
    category_id = serializers.UUIDField(source="category.uuid")
    category_name = serializers.CharField(source="category.title")
    property_id = serializers.UUIDField(source="property.uuid")
    unit_id = serializers.UUIDField(source="unit.uuid", allow_null=True, default=None)
    where = serializers.CharField()
    status = serializers.SerializerMethodField()
    source = serializers.SerializerMethodField()  # type: ignore[assignment] # a key of the answer, not Field.source
    urgency = serializers.SerializerMethodField()
    due_at = UtcDateTimeField(
        allow_null=True, read_only=True, help_text="By then the resident hears from the company."
    )
    expected = serializers.SerializerMethodField()
    opened_for = NamedSerializer()
    assignee = NamedSerializer(allow_null=True)

    class Meta:
        model = Case
        fields = [
            "id",
            "number",
            "category_id",
            "category_name",
            "property_id",
            "unit_id",
            "place",
            "where",
            "subject",
            "status",
            "status_reason",
            "source",
            "urgency",
            "due_at",
            "expected",
            "opened_for",
            "assignee",
            "ended_at",
            "created_at",
            "updated_at",
            "last_message_at",
            "last_message_preview",
            "last_message_by_staff",
        ]

    @extend_schema_field(ChoiceSerializer)
    def get_status(self, case: Case) -> dict[str, str]:
        """The code, and its words for staff or for residents."""
        request = self.context["request"]
        staff = is_case_staff(request.user, company_of(request))
        label = case.get_status_display() if staff else resident_label(case.status)
        return {"code": case.status, "label": label}

    @extend_schema_field(ChoiceSerializer)
    def get_source(self, case: Case) -> dict[str, str]:
        """By which way it came: portal, phone, letter, counter."""
        return {"code": case.source, "label": case.get_source_display()}

    @extend_schema_field(ChoiceSerializer)
    def get_urgency(self, case: Case) -> dict[str, str]:
        """Emergency, high, medium or low."""
        return {"code": case.urgency, "label": case.get_urgency_display()}

    @extend_schema_field(ExpectedSerializer(allow_null=True))
    def get_expected(self, case: Case) -> dict[str, str] | None:
        """A promise, a promise not kept, or that it is the resident's turn; null for none."""
        request = self.context["request"]
        company = company_of(request)
        if is_case_staff(request.user, company):
            expected = expected_by_staff(case)
        else:
            expected = expected_of(case, company.branding.phone)
        return {"code": expected.code.value, "label": expected.label} if expected else None


class FollowedSerializer(serializers.Serializer[Case]):
    """The closed case that another one goes on with."""

    id = serializers.UUIDField(source="uuid")
    number = serializers.CharField()


@extend_schema_serializer(examples=examples.RATING)
class RatingSerializer(serializers.Serializer[CaseRating]):
    """How content a resident was: 5 very, 1 not at all."""

    score = serializers.ChoiceField(choices=CaseRating.Score.choices)
    comment = serializers.CharField(
        required=False,
        default="",
        allow_blank=True,
        max_length=CaseRating._meta.get_field("comment").max_length,
    )


@extend_schema_serializer(examples=examples.APPOINTMENT)
class AppointmentSerializer(UtcModelSerializer[CaseAppointment]):
    """When somebody comes."""

    class Meta:
        model = CaseAppointment
        fields = ["starts_at", "ends_at", "note"]


class CaseDetailSerializer(CaseSerializer):
    """One case, with what one may still do about it."""

    may_reply = serializers.SerializerMethodField()
    may_share = serializers.SerializerMethodField()
    may_resolve = serializers.SerializerMethodField()
    may_close = serializers.SerializerMethodField()
    may_reopen = serializers.SerializerMethodField()
    may_rate = serializers.SerializerMethodField()
    closes_at = serializers.SerializerMethodField()
    rating = serializers.SerializerMethodField()
    follows = serializers.SerializerMethodField()
    answers = serializers.SerializerMethodField()
    appointment = serializers.SerializerMethodField()

    class Meta(CaseSerializer.Meta):
        fields = [
            *CaseSerializer.Meta.fields,
            "may_reply",
            "may_share",
            "may_resolve",
            "may_close",
            "may_reopen",
            "may_rate",
            "closes_at",
            "rating",
            "follows",
            "answers",
            "appointment",
        ]

    @extend_schema_field(FollowedSerializer(allow_null=True))
    def get_follows(self, case: Case) -> dict[str, Any] | None:
        """The case it goes on with; null where there is none, or none the reader may see."""
        earlier = earlier_of(case, self.context["request"].user)
        return FollowedSerializer(earlier).data if earlier else None

    @extend_schema_field(AppointmentSerializer(allow_null=True))
    def get_appointment(self, case: Case) -> dict[str, Any] | None:
        """Null where nothing is agreed, or all is over."""
        appointment = ahead_of(case)
        return AppointmentSerializer(appointment).data if appointment else None

    @extend_schema_field(AnsweredSerializer(many=True))
    def get_answers(self, case: Case) -> Any:
        """The topic's own questions, answered."""
        return [AnsweredSerializer(answered).data for answered in answers_of(case)]

    def get_may_resolve(self, case: Case) -> bool:
        """The resident may say that it is done."""
        return self._ending(case).may_resolve

    def get_may_close(self, case: Case) -> bool:
        """The resident may confirm the end."""
        return self._ending(case).may_close

    def get_may_reopen(self, case: Case) -> bool:
        """The resident may say that it is not fixed."""
        return self._ending(case).may_reopen

    def get_may_rate(self, case: Case) -> bool:
        """One's own, once it has ended."""
        return self._ending(case).may_rate

    def get_closes_at(self, case: Case) -> datetime | None:
        """When it closes by itself, unless it is taken up again."""
        return self._ending(case).closes_at

    @extend_schema_field(RatingSerializer(allow_null=True))
    def get_rating(self, case: Case) -> dict[str, Any] | None:
        """The resident's word about it; shown to them and to case staff."""
        user = self.context["request"].user
        shown = case_policy.is_own(user, case) or is_case_staff(user, case.company)
        rating: CaseRating | None = getattr(case, "rating", None) if shown else None
        return RatingSerializer(rating).data if rating else None

    def _ending(self, case: Case) -> Ending:
        return ending_of(case, self.context["request"].user)

    def get_may_share(self, case: Case) -> bool:
        """One's own while one may write; staff any that is not closed."""
        return case_policy.may(self.context["request"].user, SHARE, case)

    def get_may_reply(self, case: Case) -> bool:
        """False after the case is closed, or after moving out."""
        return case_policy.may(self.context["request"].user, REPLY, case)


# What may be written


class SubmissionSerializer(serializers.Serializer[Any]):
    """What is sent at most once: the same key by the same author gives the same row again."""

    submission_key = serializers.UUIDField(
        default=uuid4,
        help_text="Send your own, so that a repetition after a lost answer counts once.",
    )
    files = serializers.ListField(
        child=serializers.FileField(allow_empty_file=True),
        required=False,
        help_text="Multipart only; checked by content.",
    )

    def validate_files(self, files: list[Any]) -> list[CheckedUpload]:
        """The files, each accepted by its content."""
        return check(files)


def _residency(request: Request) -> Residency | None:
    return residency_of(request.user, company_of(request))


def topics_offered(request: Request) -> "QuerySet[CaseCategory]":
    """The topics the resident may report on."""
    return category_policy.offered_to(request.user, company_of(request))


def properties_held(request: Request) -> "QuerySet[Property]":
    """The properties in which the resident holds a unit today."""
    residency = _residency(request)
    held = [house.pk for house in residency.properties] if residency else []
    rows: QuerySet[Property] = Property.objects.of(company_of(request))
    return rows.filter(pk__in=held)


def _units(request: Request) -> "QuerySet[Unit]":
    residency = _residency(request)
    held = [unit.pk for unit in residency.units] if residency else []
    rows: QuerySet[Unit] = Unit.objects.of(company_of(request))
    return rows.filter(pk__in=held)


def _closed(request: Request) -> "QuerySet[Case]":
    rows: QuerySet[Case] = case_policy.visible_to(request.user, company_of(request))
    return rows.filter(status=Case.Status.CLOSED)


def _clerks(request: Request) -> "QuerySet[User]":
    return User.objects.filter(
        memberships__company=company_of(request),
        memberships__is_active=True,
        memberships__role__in=[Role.CLERK, Role.MANAGER],
        is_active=True,
    )


class ReportSerializer(SubmissionSerializer):
    """What is told of a matter, whoever sends it; about what and where is chosen beside it."""

    place = serializers.CharField(required=False, default="", allow_blank=True)
    subject = serializers.CharField()
    body = serializers.CharField()
    answers = serializers.DictField(
        child=serializers.CharField(allow_blank=True),
        required=False,
        help_text="By the id of the topic's question; as JSON.",
    )


def reported(values: dict[str, Any]) -> dict[str, Any]:
    """A read report, as the actions that open a case take it."""
    told = {name: values[name] for name in ("place", "subject", "body", "submission_key")}
    chosen = {name: values[f"{name}_id"] for name in ("category", "property", "unit")}
    return {
        **told,
        **chosen,
        "files": values.get("files", ()),
        "answers": values.get("answers", {}),
    }


@extend_schema_serializer(examples=examples.NEW_CASE)
class NewCaseSerializer(ReportSerializer):
    """What a resident reports; everything else of a case is the company's to set."""

    category_id = Chosen(topics_offered)
    property_id = Chosen(properties_held)
    unit_id = Chosen(_units, allow_null=True, required=False, default=None)
    follows_id = Chosen(_closed, allow_null=True, required=False, default=None)


@extend_schema_serializer(examples=examples.REOPENING)
class ReopeningSerializer(SubmissionSerializer):
    """What is left to do."""

    body = serializers.CharField()


@extend_schema_serializer(examples=examples.NEW_MESSAGE)
class NewMessageSerializer(SubmissionSerializer):
    """A message; `internal`, `next_status` and `take_over` are for case staff alone."""

    body = serializers.CharField()
    internal = serializers.BooleanField(required=False, default=False)
    next_status = serializers.ChoiceField(
        choices=Case.Status.choices, required=False, allow_null=True, default=None
    )
    take_over = serializers.BooleanField(required=False, default=False)


@extend_schema_serializer(examples=examples.NEW_STATUS)
class NewStatusSerializer(serializers.Serializer[Any]):
    """Where the case goes; a rejection needs its reason, which the resident reads."""

    status = serializers.ChoiceField(choices=Case.Status.choices)
    reason = serializers.CharField(required=False, default="", allow_blank=True)


@extend_schema_serializer(examples=examples.ASSIGNMENT)
class AssignmentSerializer(serializers.Serializer[Any]):
    """Who is in charge; null for nobody."""

    assignee_id = Chosen(_clerks, allow_null=True)
