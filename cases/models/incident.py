"""Incident (Störung): what affects many at once, where, who has joined, and what became of it."""

import builtins
from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.incident_querysets import IncidentQuerySet
from cases.models.category import CaseCategory
from portal.companies.models import CompanyOwned


def this_minute() -> datetime:
    """Now, as people write it."""
    return timezone.now().replace(second=0, microsecond=0)


class Incident(CompanyOwned):
    """A fault in some houses that the company knows of, from its beginning to its end."""

    class Status(models.TextChoices):
        """Whether it goes on."""

        ACTIVE = "active", pgettext_lazy("incident", "Going on")
        ENDED = "ended", pgettext_lazy("incident", "Over")

    title = models.CharField(_("title"), max_length=120)
    body = models.TextField(
        _("what is known"),
        max_length=4000,
        help_text=_("What is out of order, what you do about it, and what residents can do."),
    )
    category = models.ForeignKey(
        CaseCategory,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="incidents",
        verbose_name=_("category"),
        help_text=_("Shown to who reports something on this topic. Empty: on every topic."),
    )
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.ACTIVE
    )
    starts_at = models.DateTimeField(_("since"), default=this_minute)
    expected_end_at = models.DateTimeField(
        _("expected end"), null=True, blank=True, help_text=_("Empty: nobody can tell yet.")
    )
    ended_at = models.DateTimeField(_("over since"), null=True, blank=True, editable=False)
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("raised by"),
    )
    submission_key = models.UUIDField(editable=False)
    created_at = models.DateTimeField(_("raised"), default=timezone.now, editable=False)

    objects: ClassVar[Any] = IncidentQuerySet.as_manager()

    class Meta:
        verbose_name = _("incident")
        verbose_name_plural = _("incidents")
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["raised_by", "submission_key"], name="incident_raised_once"
            ),
            models.CheckConstraint(
                condition=Q(status="active", ended_at=None)
                | Q(status="ended", ended_at__isnull=False),
                name="incident_end_known_when_over",
            ),
            models.CheckConstraint(
                condition=Q(expected_end_at=None) | Q(expected_end_at__gt=F("starts_at")),
                name="incident_expected_to_end_after_start",
            ),
        ]
        indexes = [
            models.Index(fields=["company", "status", "-starts_at"], name="incident_by_status"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_active(self) -> bool:
        """Whether it goes on."""
        return self.status == self.Status.ACTIVE

    @property
    def promised_end(self) -> datetime | None:
        """When it should be over, unless that has passed: an old promise is none."""
        ahead = self.expected_end_at is not None and self.expected_end_at > timezone.now()
        return self.expected_end_at if ahead and self.is_active else None

    @property
    def where(self) -> str:
        """Its houses in one line; of a property where only some buildings are concerned, those."""
        return ", ".join(scope.name for scope in self.scopes.all())


class IncidentScope(CompanyOwned):
    """Where an incident is: a whole property, or one of its buildings."""

    wagtail_reference_index_ignore = True

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="scopes")
    property = models.ForeignKey(
        "properties.Property",
        on_delete=models.PROTECT,
        related_name="incident_scopes",
        verbose_name=_("property"),
    )
    building = models.ForeignKey(
        "properties.Building",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="incident_scopes",
        verbose_name=_("building"),
    )

    class Meta:
        verbose_name = _("place of an incident")
        verbose_name_plural = _("places of incidents")
        ordering = ["property__name", "building__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "property"],
                condition=Q(building=None),
                name="incident_whole_property_once",
            ),
            models.UniqueConstraint(fields=["incident", "building"], name="incident_building_once"),
        ]

    def __str__(self) -> str:
        return f"{self.incident_id}: {self.name}"

    @builtins.property  # the field `property` hides the built-in in this class
    def name(self) -> str:
        """WEG Gartenhof; with a building WEG Gartenhof, Gartenweg 3."""
        if self.building is None or self.building.name == self.property.name:
            return self.property.name
        return f"{self.property.name}, {self.building.name}"


class IncidentUpdate(CompanyOwned):
    """News about an incident: written once by staff, read by all it concerns."""

    wagtail_reference_index_ignore = True

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="updates")
    body = models.TextField(_("text"), max_length=4000)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    submission_key = models.UUIDField(editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("update of an incident")
        verbose_name_plural = _("updates of incidents")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["author", "submission_key"], name="incident_update_submitted_once"
            ),
        ]
        indexes = [models.Index(fields=["incident", "-created_at"], name="incident_update_news")]

    def __str__(self) -> str:
        return f"{self.incident_id}: {self.created_at:%Y-%m-%d %H:%M}"


class IncidentJoin(CompanyOwned):
    """A resident says that an incident affects them too; gone when they take it back."""

    wagtail_reference_index_ignore = True

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="joins")
    person = models.ForeignKey(
        "people.Person",
        on_delete=models.PROTECT,
        related_name="incident_joins",
        verbose_name=_("person"),
    )
    unit = models.ForeignKey(
        "properties.Unit",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("unit"),
    )
    created_at = models.DateTimeField(_("joined"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("joining of an incident")
        verbose_name_plural = _("joinings of incidents")
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "person"], name="incident_joined_once_per_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.incident_id}: {self.person_id}"
