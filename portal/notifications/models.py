"""The outbox: Notification (what happened, for whom) and Delivery (its way by one channel)."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.companies.models import Company, CompanyOwned, CompanyQuerySet


class NotificationQuerySet(CompanyQuerySet):
    """Questions about notifications."""

    def in_portal(self, user: User, company: Company) -> Self:
        """What the bell of this login shows at this company."""
        return self.of(company).filter(
            Q(recipient_user=user) | Q(recipient_person__user=user), in_portal=True
        )

    def unread(self) -> Self:
        """What nobody has opened yet."""
        return self.filter(read_at=None)


class Notification(CompanyOwned):
    """Something happened that concerns one recipient: a User (staff) or a Person (resident).

    The row itself is the portal's channel (ADR 0004); e-mail is a Delivery beside it.
    """

    wagtail_reference_index_ignore = True

    kind = models.CharField(_("kind"), max_length=60)
    recipient_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="notifications",
    )
    recipient_person = models.ForeignKey(
        "people.Person",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="notifications",
    )
    # What it is about, by room label and UUID: rooms above are not known here.
    target_type = models.CharField(max_length=60)
    target_uuid = models.UUIDField()
    # Values the kind needs to word it (never message texts or secrets).
    data = models.JSONField(default=dict, blank=True)
    in_portal = models.BooleanField(default=True)
    created_at = models.DateTimeField(_("time"), default=timezone.now, editable=False)
    read_at = models.DateTimeField(_("read"), null=True, blank=True)

    objects: ClassVar[Any] = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(recipient_user__isnull=False, recipient_person__isnull=True)
                    | Q(recipient_user__isnull=True, recipient_person__isnull=False)
                ),
                name="notification_has_exactly_one_recipient",
            ),
        ]
        indexes = [
            models.Index(fields=["recipient_person", "-created_at"], name="notification_of_person"),
            models.Index(fields=["recipient_user", "-created_at"], name="notification_of_user"),
            models.Index(
                fields=["recipient_person"],
                condition=Q(read_at=None, in_portal=True),
                name="notification_unread_person",
            ),
            models.Index(
                fields=["recipient_user"],
                condition=Q(read_at=None, in_portal=True),
                name="notification_unread_user",
            ),
            models.Index(fields=["target_type", "target_uuid"], name="notification_by_target"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.uuid}"


class Delivery(CompanyOwned):
    """One notification on its way by one channel, claimed by one worker at a time."""

    wagtail_reference_index_ignore = True

    class Channel(models.TextChoices):
        """How it travels."""

        EMAIL = "email", _("E-mail")

    class State(models.TextChoices):
        """Where it stands."""

        PENDING = "pending", _("Waiting")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        SKIPPED = "skipped", _("Not needed any more")
        FAILED = "failed", _("Failed")

    notification = models.ForeignKey(
        Notification, on_delete=models.CASCADE, related_name="deliveries"
    )
    channel = models.CharField(_("channel"), max_length=10, choices=Channel.choices)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.PENDING
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_attempt_at = models.DateTimeField(_("next attempt"))
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    # Stable over retries, so that a doubled mail can be recognised.
    message_id = models.CharField(max_length=200, unique=True)
    # Why it failed or was skipped, for staff: never addresses' passwords, never message texts.
    error = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        constraints = [
            models.UniqueConstraint(
                fields=["notification", "channel"], name="one_delivery_per_channel"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["pending", "sending", "sent", "skipped", "failed"]),
                name="delivery_state_known",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_attempt_at"],
                condition=Q(state__in=["pending", "sending"]),
                name="delivery_due",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.state}"
