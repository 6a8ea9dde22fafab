"""Person (the company's record of a human) and the ties to units: Occupancy, BoardMembership."""

from datetime import date
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.companies.models import Company, CompanyOwned, CompanyQuerySet
from portal.properties.models import Property, Unit


class Person(CompanyOwned):
    """A resident or contact of the company, with or without a login."""

    class Salutation(models.TextChoices):
        """How letters begin."""

        NONE = "", _("No salutation")
        MS = "ms", _("Ms")
        MR = "mr", _("Mr")

    class ContactBy(models.TextChoices):
        """How the company writes to them; nobody is forced into the portal."""

        MAIL = "mail", _("By e-mail")
        LETTER = "letter", _("By letter")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="people",
        verbose_name=_("login"),
    )
    salutation = models.CharField(
        _("salutation"), max_length=2, choices=Salutation.choices, blank=True
    )
    first_name = models.CharField(_("first name"), max_length=80, blank=True)
    last_name = models.CharField(_("last name"), max_length=80)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    language = models.CharField(
        _("language"), max_length=5, choices=settings.LANGUAGES, default="de"
    )
    contact_by = models.CharField(
        _("news of cases"),
        max_length=10,
        choices=ContactBy.choices,
        default=ContactBy.MAIL,
        help_text=_("Whoever has neither an e-mail address nor a login gets letters anyway."),
    )
    postal_address = models.TextField(
        _("postal address"),
        max_length=300,
        blank=True,
        help_text=_("Only if letters go elsewhere than to the unit."),
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["last_name", "first_name"]
        constraints = [
            models.UniqueConstraint(
                fields=["company", "user"], name="one_person_per_login_and_company"
            ),
            models.CheckConstraint(
                condition=Q(salutation__in=["", "ms", "mr"]), name="person_salutation_known"
            ),
            models.CheckConstraint(
                condition=Q(contact_by__in=["mail", "letter"]), name="person_contact_by_known"
            ),
        ]
        indexes = [
            models.Index(fields=["company", "last_name", "first_name"], name="person_by_name"),
        ]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def gets_letters(self) -> bool:
        """Whether news travel on paper: by choice, or since there is no other way."""
        unreachable = self.user_id is None and not self.email
        return self.contact_by == self.ContactBy.LETTER or unreachable

    @property
    def mail_language(self) -> str:
        """The language of letters: the login's own choice, else what the company noted."""
        return (self.user.language if self.user else "") or self.language


class PeriodQuerySet(CompanyQuerySet):
    """Rows that hold from a day to a day, both included; no end means until further notice."""

    def on(self, day: date | OuterRef) -> Self:
        """Rows that hold on this day, which in a subquery may be a column of the outer row."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)

    def current(self) -> Self:
        """Rows that hold today."""
        return self.on(timezone.localdate())

    def of_user(self, user: User, company: Company) -> Self:
        """Rows of the person behind this login at this company."""
        return self.of(company).filter(person__user=user, person__company=company)


class Occupancy(CompanyOwned):
    """A person owns or rents a unit for a period; this is what gives access."""

    class Role(models.TextChoices):
        """In which right the person has the unit."""

        OWNER = "owner", _("Owner")
        TENANT = "tenant", _("Tenant")

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="occupancies", verbose_name=_("person")
    )
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="occupancies", verbose_name=_("unit")
    )
    role = models.CharField(_("role"), max_length=10, choices=Role.choices)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects: ClassVar[Any] = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("occupancy")
        verbose_name_plural = _("occupancies")
        ordering = ["unit", "-starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="occupancy_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(role__in=["owner", "tenant"]), name="occupancy_role_known"
            ),
            models.UniqueConstraint(
                fields=["person", "unit", "role", "starts_on"], name="occupancy_recorded_once"
            ),
        ]
        indexes = [models.Index(fields=["company", "unit", "role"], name="occupancy_by_unit")]

    def __str__(self) -> str:
        return f"{self.person}: {self.unit}"

    @property
    def is_current(self) -> bool:
        """Whether it holds today."""
        return self.holds_on(timezone.localdate())

    def holds_on(self, day: date) -> bool:
        """Whether it holds on this day."""
        return self.starts_on <= day and (self.ends_on is None or self.ends_on >= day)


class BoardMembership(CompanyOwned):
    """An owner elected to the advisory board (Beirat) of a WEG, for a period."""

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="board_memberships", verbose_name=_("person")
    )
    property = models.ForeignKey(
        Property,
        on_delete=models.PROTECT,
        related_name="board_memberships",
        verbose_name=_("property"),
    )
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects: ClassVar[Any] = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("board membership")
        verbose_name_plural = _("board memberships")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="board_membership_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.property}"
