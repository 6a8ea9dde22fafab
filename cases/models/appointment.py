"""CaseAppointment: when somebody comes about a case."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models.case import Case
from portal.companies.models import CompanyOwned


class CaseAppointment(CompanyOwned):
    """The appointment that holds; one that was called off is gone, the history knows of it."""

    wagtail_reference_index_ignore = True

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="appointment")
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("to"))
    note = models.CharField(_("who comes, what to prepare"), max_length=200, blank=True)
    # Calendars take a moved appointment for the same one by it (RFC 5545, 3.8.7.4).
    sequence = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="case_appointment_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.starts_at:%Y-%m-%d %H:%M}"

    @property
    def is_ahead(self) -> bool:
        """Whether it is not over yet."""
        return self.ends_at > timezone.now()
