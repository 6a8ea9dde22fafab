"""Case (Vorgang) with its messages, files, events, and the counter of its numbers."""

import builtins
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models.category import CaseCategory, Urgency
from cases.querysets import CaseQuerySet
from portal.companies.models import CompanyOwned
from portal.documents.models import StoredFile


class Case(CompanyOwned):
    """A matter between a resident and the company, from report to end."""

    class Status(models.TextChoices):
        """Where a case stands; allowed transitions are in cases.status."""

        OPEN = "open", _("Open")
        IN_PROGRESS = "in_progress", _("In progress")
        WAITING_RESIDENT = "waiting_resident", _("Waiting for resident")
        WAITING_PROVIDER = "waiting_provider", _("Waiting for service provider")
        RESOLVED = "resolved", _("Resolved")
        REJECTED = "rejected", _("Rejected")
        CLOSED = "closed", _("Closed")

    class Source(models.TextChoices):
        """By which way the company heard of it; all but the portal a clerk has written down."""

        PORTAL = "portal", _("Portal")
        PHONE = "phone", _("Phone")
        LETTER = "letter", _("Letter")
        COUNTER = "counter", _("Counter")

    # Written down by a clerk for the resident.
    ON_BEHALF: ClassVar[tuple[str, ...]] = (Source.PHONE, Source.LETTER, Source.COUNTER)
    # Finished, and still to be reopened or closed.
    ENDED: ClassVar[tuple[str, ...]] = (Status.RESOLVED, Status.REJECTED)
    UNFINISHED: ClassVar[tuple[str, ...]] = (
        Status.OPEN,
        Status.IN_PROGRESS,
        Status.WAITING_RESIDENT,
        Status.WAITING_PROVIDER,
    )

    number = models.CharField(_("case number"), max_length=20, editable=False)
    category = models.ForeignKey(
        CaseCategory, on_delete=models.PROTECT, related_name="cases", verbose_name=_("category")
    )
    property = models.ForeignKey(
        "properties.Property",
        on_delete=models.PROTECT,
        related_name="cases",
        verbose_name=_("property"),
    )
    unit = models.ForeignKey(
        "properties.Unit",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="cases",
        verbose_name=_("unit"),
    )
    place = models.CharField(_("place in the house"), max_length=120, blank=True)
    subject = models.CharField(_("subject"), max_length=120)
    status = models.CharField(
        _("status"), max_length=20, choices=Status.choices, default=Status.OPEN
    )
    # Shown to the resident when a case is rejected.
    status_reason = models.CharField(_("reason"), max_length=300, blank=True)
    urgency = models.CharField(_("urgency"), max_length=10, choices=Urgency.choices)
    # The topic's questions with their answers, as they were (cases.questions).
    answers = models.JSONField(_("answers"), default=list, blank=True)
    source = models.CharField(
        _("received by"), max_length=10, choices=Source.choices, default=Source.PORTAL
    )
    opened_for = models.ForeignKey(
        "people.Person",
        on_delete=models.PROTECT,
        related_name="cases",
        verbose_name=_("opened for"),
    )
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("opened by"),
    )
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="assigned_cases",
        verbose_name=_("assigned to"),
    )
    # What affects others too: told and ended there, once for all of them.
    incident = models.ForeignKey(
        "cases.Incident",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="cases",
        verbose_name=_("incident"),
    )
    # By then the resident hears from the company (cases.terms); fixed: a clerk has chosen the day.
    due_at = models.DateTimeField(_("due"), null=True, blank=True)
    due_is_fixed = models.BooleanField(default=False)
    # When it was resolved or rejected; untouched for cases.ending.REST, it closes by itself.
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    # The closed case this one goes on with.
    follows = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="followed_by",
        verbose_name=_("follows"),
    )
    submission_key = models.UUIDField(_("submission key"), editable=False)
    created_at = models.DateTimeField(_("opened"), default=timezone.now, editable=False)
    # Moves with all the resident may know of, internal notes leave it alone; lists sort by it.
    updated_at = models.DateTimeField(_("last change"))
    # The newest public message, kept here so that lists need no subquery.
    last_message_at = models.DateTimeField(_("last message"), null=True, blank=True)
    last_message_preview = models.CharField(max_length=140, blank=True)
    last_message_by_staff = models.BooleanField(default=False)

    objects: ClassVar[Any] = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        ordering = ["-updated_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["company", "number"], name="case_number_per_company"),
            models.UniqueConstraint(
                fields=["opened_by", "submission_key"], name="case_submitted_once"
            ),
            models.CheckConstraint(
                condition=Q(
                    status__in=[
                        "open",
                        "in_progress",
                        "waiting_resident",
                        "waiting_provider",
                        "resolved",
                        "rejected",
                        "closed",
                    ]
                ),
                name="case_status_known",
            ),
            models.CheckConstraint(
                condition=Q(urgency__in=Urgency.values), name="case_urgency_known"
            ),
            models.CheckConstraint(
                condition=Q(source__in=["portal", "phone", "letter", "counter"]),
                name="case_source_known",
            ),
            models.CheckConstraint(
                condition=Q(
                    status__in=["open", "in_progress", "waiting_resident", "waiting_provider"],
                    ended_at=None,
                )
                | Q(status__in=["resolved", "rejected", "closed"], ended_at__isnull=False),
                name="case_ended_when_finished",
            ),
        ]
        indexes = [
            # The resident's list; the staff queue without and with a status.
            models.Index(fields=["opened_for", "-updated_at", "-id"], name="case_of_resident"),
            models.Index(fields=["company", "-updated_at", "-id"], name="case_queue"),
            models.Index(
                fields=["company", "status", "-updated_at", "-id"], name="case_queue_by_status"
            ),
            # What is overdue, and the queue in the order of its dates.
            models.Index(fields=["company", "due_at", "id"], name="case_queue_by_due"),
            models.Index(
                fields=["assignee", "status", "-updated_at", "-id"], name="case_of_assignee"
            ),
            # What the scheduler closes.
            models.Index(
                fields=["ended_at"],
                condition=Q(status__in=["resolved", "rejected"]),
                name="case_to_close",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.subject}"

    @builtins.property  # the field `property` hides the built-in in this class
    def is_unfinished(self) -> bool:
        """Whether somebody still has to do something about it."""
        return self.status in self.UNFINISHED

    @builtins.property
    def is_overdue(self) -> bool:
        """Whether the company has not kept its date; the row's side of `overdue()`."""
        answerable = self.is_unfinished and self.status != self.Status.WAITING_RESIDENT
        return answerable and self.due_at is not None and self.due_at < timezone.now()

    @builtins.property
    def where(self) -> str:
        """Property, unit and place in one line."""
        parts = [self.property.name, self.unit.label if self.unit else "", self.place]
        return ", ".join(part for part in parts if part)


class CaseMessage(CompanyOwned):
    """A message of a case: public between resident and company, or an internal note."""

    wagtail_reference_index_ignore = True

    class Visibility(models.TextChoices):
        """Who reads it."""

        PUBLIC = "public", _("Resident and company")
        INTERNAL = "internal", _("Company only")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="messages")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # On which side of the correspondence it stands, whatever becomes of the author's roles.
    by_staff = models.BooleanField(default=False)
    visibility = models.CharField(
        max_length=10, choices=Visibility.choices, default=Visibility.PUBLIC
    )
    body = models.TextField(_("message"), max_length=10_000)
    submission_key = models.UUIDField(editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["author", "submission_key"], name="case_message_submitted_once"
            ),
            models.CheckConstraint(
                condition=Q(visibility__in=["public", "internal"]),
                name="case_message_visibility_known",
            ),
        ]
        indexes = [models.Index(fields=["case", "created_at"], name="case_message_thread")]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.created_at:%Y-%m-%d %H:%M}"

    @property
    def is_internal(self) -> bool:
        """Whether it is a note of the company that no resident may read."""
        return self.visibility == self.Visibility.INTERNAL


class Attachment(StoredFile):
    """A file of a case's message; leaves only by a signed link, like a document."""

    wagtail_reference_index_ignore = True

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="attachments")
    message = models.ForeignKey(CaseMessage, on_delete=models.CASCADE, related_name="attachments")

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["pk"]


class CaseEvent(CompanyOwned):
    """One change of a case (Verlauf): written by the action that made it, never changed."""

    wagtail_reference_index_ignore = True

    class Kind(models.TextChoices):
        """What changed."""

        OPENED = "opened", _("Opened")
        REPLIED = "replied", _("Message")
        NOTED = "noted", _("Internal note")
        STATUS = "status", _("Status")
        ASSIGNED = "assigned", _("Assignment")
        DUE = "due", _("Next message")
        SHARED = "shared", _("Sharing")
        INCIDENT = "incident", _("Incident")
        APPOINTMENT = "appointment", _("Appointment")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # Old and new values as codes, for example {"from": "open", "to": "in_progress"}.
    data = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["created_at", "pk"]
        indexes = [models.Index(fields=["case", "created_at"], name="case_event_history")]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.kind}"


class CaseCounter(CompanyOwned):
    """The last case number given in a year (Europe/Berlin); locked last in the transaction."""

    wagtail_reference_index_ignore = True

    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("case counter")
        verbose_name_plural = _("case counters")
        constraints = [
            models.UniqueConstraint(fields=["company", "year"], name="case_counter_per_year"),
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"
