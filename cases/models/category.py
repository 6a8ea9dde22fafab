"""CaseCategory (Vorgangsart) with its urgency and term."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.companies.models import CompanyOwned


class Urgency(models.TextChoices):
    """How soon somebody must look at it (domain.md)."""

    EMERGENCY = "emergency", _("Emergency")
    HIGH = "high", _("High")
    MEDIUM = "medium", _("Medium")
    LOW = "low", _("Low")


class TermUnit(models.TextChoices):
    """In what a term is counted; both stand still while the office is closed."""

    DAYS = "days", _("Working days")
    HOURS = "hours", _("Office hours")


class CaseCategory(CompanyOwned):
    """A topic a resident picks (Vorgangsart); every company keeps its own list."""

    class Group(models.TextChoices):
        """Under which heading it stands."""

        DAMAGE = "damage", _("Damage and faults")
        KEYS = "keys", _("Keys and name plates")
        HOUSE = "house", _("House and neighbours")
        FINANCE = "finance", _("Finances")
        WEG = "weg", _("Homeowners' association")
        RENTAL = "rental", _("Tenancy")
        GENERAL = "general", _("General")

    class Audience(models.TextChoices):
        """Who may pick it."""

        ALL = "all", _("Owners and tenants")
        OWNERS = "owners", _("Owners")
        TENANTS = "tenants", _("Tenants")

    key = models.SlugField(_("key"), max_length=40)
    group = models.CharField(_("group"), max_length=10, choices=Group.choices)
    name = models.CharField(_("name"), max_length=80)
    name_en = models.CharField(_("name in English"), max_length=80, blank=True)
    hint = models.CharField(_("hint"), max_length=200, blank=True)
    hint_en = models.CharField(_("hint in English"), max_length=200, blank=True)
    guidance = models.TextField(
        _("what to do at once"), blank=True, help_text=_("Shown before anything is typed.")
    )
    guidance_en = models.TextField(_("what to do at once, in English"), blank=True)
    urgency = models.CharField(_("urgency"), max_length=10, choices=Urgency.choices)
    audience = models.CharField(
        _("who sees it"), max_length=10, choices=Audience.choices, default=Audience.ALL
    )
    answer_within = models.PositiveSmallIntegerField(
        _("answer within"),
        null=True,
        blank=True,
        default=2,
        validators=[MinValueValidator(1), MaxValueValidator(200)],
        help_text=_("Residents read the date this gives. Empty: no date is promised."),
    )
    answer_unit = models.CharField(
        _("counted in"), max_length=5, choices=TermUnit.choices, default=TermUnit.DAYS
    )
    # Whom every new case on this topic is shared with (cases.circles); the resident may end it.
    shared_with_tenants = models.BooleanField(_("shared with the unit's tenants"), default=False)
    shared_with_owners = models.BooleanField(_("shared with the unit's owners"), default=False)
    shared_with_board = models.BooleanField(_("shared with the advisory board"), default=False)
    icon = models.CharField(_("icon"), max_length=40, default="message-square")
    asks_place = models.BooleanField(_("asks for the place in the house"), default=False)
    in_sidebar = models.BooleanField(_("shown in the sidebar"), default=False)
    is_active = models.BooleanField(_("offered"), default=True)
    position = models.PositiveSmallIntegerField(_("position"), default=100)

    class Meta:
        verbose_name = _("case category")
        verbose_name_plural = _("case categories")
        ordering = ["position", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["company", "key"], name="case_category_key_per_company"
            ),
            models.CheckConstraint(
                condition=Q(urgency__in=Urgency.values), name="case_category_urgency_known"
            ),
            models.CheckConstraint(
                condition=Q(answer_unit__in=TermUnit.values)
                & (Q(answer_within=None) | Q(answer_within__gte=1)),
                name="case_category_term_possible",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The name in the reader's language."""
        return self._translated("name")

    @property
    def hint_text(self) -> str:
        """The hint in the reader's language."""
        return self._translated("hint")

    @property
    def guidance_text(self) -> str:
        """The guidance in the reader's language."""
        return self._translated("guidance")

    @property
    def guidance_steps(self) -> list[str]:
        """The guidance as steps: one line, one step."""
        return [line.strip() for line in self.guidance_text.splitlines() if line.strip()]

    def _translated(self, name: str) -> str:
        english: str = getattr(self, f"{name}_en")
        german: str = getattr(self, name)
        return english if get_language() == "en" and english else german
