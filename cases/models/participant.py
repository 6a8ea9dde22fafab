"""CaseParticipant: who reads and answers a case beside the resident it was opened for."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.models.case import Case
from cases.querysets import ParticipantQuerySet
from portal.companies.models import CompanyOwned


class Circle(models.TextChoices):
    """As what somebody takes part; others read this beside the name, and nothing more."""

    TENANTS = "tenants", pgettext_lazy("part in a case", "Tenant of the unit")
    OWNERS = "owners", pgettext_lazy("part in a case", "Owner of the unit")
    BOARD = "board", pgettext_lazy("part in a case", "Advisory board")
    NEIGHBOUR = "neighbour", pgettext_lazy("part in a case", "Resident of the property")


class CaseParticipant(CompanyOwned):
    """A person a case is shared with, from a moment on until somebody ends it.

    The row alone opens nothing: `living` also asks whether the person still has the tie to unit
    or board that brought them in (ADR 0018).
    """

    wagtail_reference_index_ignore = True

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="participants")
    person = models.ForeignKey(
        "people.Person", on_delete=models.CASCADE, related_name="participations"
    )
    circle = models.CharField(_("role"), max_length=10, choices=Circle.choices)
    # Through which unit; the board takes part through its seat.
    unit = models.ForeignKey(
        "properties.Unit", null=True, on_delete=models.PROTECT, related_name="+"
    )
    # Empty: the category's rule brought them in.
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[Any] = ParticipantQuerySet.as_manager()
    # Set by `with_standing`.
    is_living: bool

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person"],
                condition=Q(ended_at=None),
                name="case_shared_once_with_a_person",
            ),
            models.CheckConstraint(
                condition=Q(circle="board", unit=None)
                | (Q(circle__in=["tenants", "owners", "neighbour"]) & Q(unit__isnull=False)),
                name="case_participant_tie_known",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "case"], name="case_participant_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.person_id}"
