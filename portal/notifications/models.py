"""The outbox: Notification (what happened), Delivery (its way), Preference (which ways)."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.companies.models import Company, CompanyOwned, CompanyQuerySet
from portal.people.models import Person


def _one_recipient(name: str) -> models.CheckConstraint:
    """Either a User (staff) or a Person (resident)."""
    return models.CheckConstraint(
        condition=(
            Q(recipient_user__isnull=False, recipient_person__isnull=True)
            | Q(recipient_user__isnull=True, recipient_person__isnull=False)
        ),
        name=name,
    )


class NotificationQuerySet(CompanyQuerySet):
    """Questions about notifications."""

    def in_portal(self, user: User, company: Company) -> Self:
        """What the bell of this login shows at this company."""
        # One person at most, hence a value, and the company in both halves: so the database looks
        # each of them up by its recipient instead of reading all that the company was ever told.
        person = Person.objects.of(company).filter(user=user).order_by().values("pk")[:1]
        return self.filter(
            Q(recipient_user=user, company=company)
            | Q(recipient_person=Subquery(person), company=company),
            in_portal=True,
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
            _one_recipient("notification_has_exactly_one_recipient"),
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

    @property
    def recipient(self) -> User | Person:
        """Whom it is for."""
        recipient = self.recipient_user or self.recipient_person
        assert recipient is not None  # noqa: S101 -- the database's constraint says so
        return recipient

    @property
    def login(self) -> User | None:
        """The login that reads it; a person may have none yet."""
        if self.recipient_person is not None:
            return self.recipient_person.user
        return self.recipient_user

    @property
    def gets_letters(self) -> bool:
        """Whether it goes to somebody who gets letters by post; staff never do."""
        return self.recipient_person is not None and self.recipient_person.gets_letters

    @property
    def reads_in_portal(self) -> bool:
        """Whether its reader goes on in the portal; for others a letter must say all of it."""
        return self.login is not None and not self.gets_letters

    @property
    def language(self) -> str:
        """The language it is worded in."""
        recipient = self.recipient
        if isinstance(recipient, Person):
            return recipient.mail_language
        return recipient.language or settings.LANGUAGE_CODE


class DeliveryQuerySet(CompanyQuerySet):
    """Questions about deliveries."""

    def due(self, now: datetime) -> Self:
        """What a worker should send now: waiting, or claimed by one that did not return."""
        return self.unsent().filter(channel=Delivery.Channel.EMAIL, next_attempt_at__lte=now)

    def letters(self) -> Self:
        """What travels on paper and was not filed as sent yet: to print, or printed."""
        return self.unsent().filter(channel=Delivery.Channel.LETTER)

    def unsent(self) -> Self:
        """What has not gone out yet."""
        return self.filter(state__in=[Delivery.State.PENDING, Delivery.State.SENDING])

    def to(self, recipient_user: int | None, recipient_person: int | None) -> Self:
        """One recipient's letters."""
        return self.filter(
            notification__recipient_user=recipient_user,
            notification__recipient_person=recipient_person,
        )


class Reason(models.TextChoices):
    """Why it is not sent, or not yet."""

    NO_SERVER = "no_server", _("The mail server does not answer or asks to wait")
    REFUSED = "refused", _("The mail server refuses the letter or its recipient")
    BAD_ADDRESS = "bad_address", _("The e-mail address cannot be written to")
    UNKNOWN_KIND = "unknown_kind", _("The portal does not know this kind of notification")
    BROKEN = "broken", _("The letter cannot be written")
    CRASHED = "crashed", _("The worker ended each time while sending it")
    GONE = "gone", _("What it is about does not exist any more")
    NO_RIGHT = "no_right", _("The recipient may not see it any more")
    OBSOLETE = "obsolete", _("A newer letter has taken its place")
    NO_POSTAL_ADDRESS = "no_postal_address", _("The postal address is missing")
    TAKEN_OUT = "taken_out", _("Staff have taken the letter out of the pile")


class Delivery(CompanyOwned):
    """One notification on its way by one channel, claimed by one worker at a time."""

    wagtail_reference_index_ignore = True

    class Channel(models.TextChoices):
        """How it travels."""

        EMAIL = "email", _("E-mail")
        # Printed, put into an envelope and filed by a person (portal.notifications.paper).
        LETTER = "letter", _("Letter by post")

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
    # Counts claims; a worker that was taken for dead knows by it that its claim is over.
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    # Of a claimed mail: when its worker counts as dead and the next one may take it.
    next_attempt_at = models.DateTimeField(_("next attempt"))
    # By a worker; of a letter: when it was printed.
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    # Stable over retries, so that a doubled mail can be recognised.
    message_id = models.CharField(max_length=200, unique=True)
    reason = models.CharField(_("reason"), max_length=20, choices=Reason.choices, blank=True)
    # The mail server's own words, or where a template broke; never what the letter says.
    error = models.CharField(_("detail"), max_length=300, blank=True)

    objects: ClassVar[Any] = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["notification", "channel"], name="one_delivery_per_channel"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["pending", "sending", "sent", "skipped", "failed"]),
                name="delivery_state_known",
            ),
            models.CheckConstraint(
                condition=Q(channel__in=["email", "letter"]), name="delivery_channel_known"
            ),
            models.CheckConstraint(
                condition=Q(reason="") | Q(reason__in=Reason.values), name="delivery_reason_known"
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_attempt_at"],
                condition=Q(state__in=["pending", "sending"]),
                name="delivery_due",
            ),
            models.Index(
                fields=["company", "id"],
                condition=Q(channel="letter", state__in=["pending", "sending"]),
                name="delivery_letters",
            ),
            # The outgoing post in the admin, by state.
            models.Index(fields=["company", "state", "-id"], name="delivery_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.state}"

    @property
    def recipient(self) -> User | Person:
        """Whom it is for."""
        return self.notification.recipient

    @property
    def is_to_handle(self) -> bool:
        """Whether it waits on paper for somebody; the row's side of `letters()`."""
        unsent = self.state in {self.State.PENDING, self.State.SENDING}
        return self.channel == self.Channel.LETTER and unsent

    @property
    def printed_at(self) -> datetime | None:
        """When it came out of the printer; None for what was not printed, and for mails."""
        return self.claimed_at if self.channel == self.Channel.LETTER else None


class PreferenceQuerySet(CompanyQuerySet):
    """Questions about preferences."""

    def of_user(self, user: User, company: Company) -> Self:
        """What this login has chosen at this company, as staff and as resident."""
        return self.of(company).filter(
            Q(recipient_user=user)
            | Q(recipient_person__user=user, recipient_person__company=company)
        )

    def without_mail(self) -> Self:
        """The kinds somebody reads in the portal alone."""
        return self.filter(choice=Preference.Choice.PORTAL_ONLY)


class Preference(CompanyOwned):
    """Whether one recipient wants a mail for one kind of notification; no row means yes."""

    wagtail_reference_index_ignore = True

    class Choice(models.TextChoices):
        """By which ways the recipient hears of it; the portal is always one of them."""

        IMMEDIATELY = "immediately", _("E-mail at once, and in the portal")
        PORTAL_ONLY = "portal_only", _("Only in the portal")

    recipient_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="notification_preferences",
    )
    recipient_person = models.ForeignKey(
        "people.Person",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="notification_preferences",
    )
    kind = models.CharField(_("kind"), max_length=60)
    choice = models.CharField(_("choice"), max_length=20, choices=Choice.choices)

    objects: ClassVar[Any] = PreferenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("preference")
        verbose_name_plural = _("preferences")
        constraints = [
            _one_recipient("preference_has_exactly_one_recipient"),
            # Of two columns one is empty, and empty ones never equal each other.
            models.UniqueConstraint(
                fields=["company", "recipient_user", "kind"],
                name="one_preference_per_user_and_kind",
            ),
            models.UniqueConstraint(
                fields=["company", "recipient_person", "kind"],
                name="one_preference_per_person_and_kind",
            ),
            models.CheckConstraint(
                condition=Q(choice__in=["immediately", "portal_only"]),
                name="preference_choice_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.choice}"

    @property
    def login(self) -> User | None:
        """The login that may choose; a person may have none yet."""
        if self.recipient_person is not None:
            return self.recipient_person.user
        return self.recipient_user
