"""Announcement (what hangs on the board of a house) and AnnouncementRead (who has read it)."""

from datetime import datetime
from textwrap import shorten
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.announcements.audience import Audience
from portal.announcements.querysets import KEPT, AnnouncementQuerySet
from portal.companies.models import CompanyOwned

_PREVIEW_LENGTH = 100


def this_minute() -> datetime:
    """Now, as people write it."""
    return timezone.now().replace(second=0, microsecond=0)


class Announcement(CompanyOwned):
    """A notice of the company (Aushang) to the residents of some houses, for a period."""

    title = models.CharField(_("title"), max_length=120)
    body = models.TextField(
        _("text"), max_length=5000, help_text=_("Plain text; an empty line begins a paragraph.")
    )
    properties = models.ManyToManyField(
        "properties.Property", related_name="announcements", verbose_name=_("properties")
    )
    buildings = models.ManyToManyField(
        "properties.Building",
        blank=True,
        related_name="announcements",
        verbose_name=_("buildings"),
        help_text=_("Only for these. None chosen: for the whole property."),
    )
    audience = models.CharField(
        _("audience"), max_length=10, choices=Audience.choices, default=Audience.EVERYONE
    )
    starts_at = models.DateTimeField(_("hangs from"), default=this_minute)
    ends_at = models.DateTimeField(_("hangs until"))
    pinned = models.BooleanField(
        _("pinned"), default=False, help_text=_("Stands above the others as long as it hangs.")
    )
    by_mail = models.BooleanField(
        _("by e-mail as well"),
        default=False,
        help_text=_("Those it is for are told in the portal in any case."),
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("written by"),
    )
    created_at = models.DateTimeField(_("written"), default=timezone.now, editable=False)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    # When its audience was first told: at once, or by the scheduler when its period began.
    told_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar[Any] = AnnouncementQuerySet.as_manager()

    class Meta:
        verbose_name = _("announcement")
        verbose_name_plural = _("announcements")
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(audience__in=Audience.values), name="announcement_audience_known"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="announcement_ends_after_start"
            ),
        ]
        indexes = [
            models.Index(fields=["company", "ends_at", "starts_at"], name="announcement_by_period"),
            # What the scheduler looks for: a few rows at most.
            models.Index(
                fields=["starts_at"],
                condition=Q(published_at__isnull=False, withdrawn_at=None, told_at=None),
                name="announcement_untold",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Refuse a period without length."""
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("This must lie after the beginning.")})

    @property
    def preview(self) -> str:
        """What it begins with after the salutation, in one line."""
        first, _blank, rest = self.body.replace("\r\n", "\n").strip().partition("\n\n")
        is_salutation = first.rstrip().endswith(",") and rest.strip()
        text = capfirst(rest.lstrip()) if is_salutation else f"{first} {rest}"
        return shorten(text, _PREVIEW_LENGTH, placeholder=" …")

    @property
    def is_published(self) -> bool:
        """Whether it hangs in its period."""
        return self.published_at is not None and self.withdrawn_at is None

    @property
    def has_begun(self) -> bool:
        """Whether its period has begun, be it over or not."""
        return self.starts_at <= timezone.now()

    @property
    def is_over(self) -> bool:
        """Whether its period has ended."""
        return self.ends_at <= timezone.now()

    @property
    def is_current(self) -> bool:
        """Whether it hangs now."""
        return self.is_published and self.has_begun and not self.is_over

    @property
    def is_legible(self) -> bool:
        """Whether residents of its audience can read it: it hangs, or did in the last year."""
        return self.is_published and self.has_begun and self.ends_at > timezone.now() - KEPT

    @property
    def state_word(self) -> str:
        """Where it stands, for staff."""
        if self.withdrawn_at is not None:
            return gettext("Withdrawn")
        if self.published_at is None:
            return gettext("Not published")
        if self.is_over:
            return gettext("Over")
        return gettext("Hangs") if self.has_begun else gettext("Will hang")


class AnnouncementRead(CompanyOwned):
    """A resident has confirmed an announcement; written once, never changed."""

    wagtail_reference_index_ignore = True

    announcement = models.ForeignKey(Announcement, on_delete=models.CASCADE, related_name="reads")
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="+", verbose_name=_("person")
    )
    read_at = models.DateTimeField(_("read"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("confirmation of reading")
        verbose_name_plural = _("confirmations of reading")
        ordering = ["-read_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["announcement", "person"], name="announcement_read_once_per_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.announcement_id}: {self.person_id}"
