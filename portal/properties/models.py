"""What a company manages (Property, Building, Unit) and whom to call there."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from portal.companies.models import CompanyOwned

# Small letters and digits that no two of look alike: people also type what hangs in the hallway.
_CODE_SIGNS = "abcdefghijkmnpqrstuvwxyz23456789"
# Five bits each: 130 of chance, which nobody can try out.
CODE_LENGTH = 26


def new_code() -> str:
    """A code nobody can guess."""
    return "".join(secrets.choice(_CODE_SIGNS) for _sign in range(CODE_LENGTH))


class Property(CompanyOwned):
    """A managed property (Liegenschaft): one address or a group of buildings."""

    class ManagementKind(models.TextChoices):
        """How the company manages it; decides which topics and documents exist."""

        WEG = "weg", _("Homeowners' association (WEG)")
        RENTAL = "rental", _("Rental property")
        SEV = "sev", _("Individual unit management (SEV)")

    name = models.CharField(_("name"), max_length=120)
    number = models.CharField(_("property number"), max_length=20, blank=True)
    street = models.CharField(_("street and number"), max_length=120)
    postal_code = models.CharField(_("postal code"), max_length=5)
    city = models.CharField(_("town"), max_length=80)
    management_kind = models.CharField(
        _("kind of management"), max_length=10, choices=ManagementKind.choices
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("property")
        verbose_name_plural = _("properties")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(management_kind__in=["weg", "rental", "sev"]),
                name="property_management_kind_known",
            ),
        ]
        indexes = [models.Index(fields=["company", "name"], name="property_by_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        """Street, postal code and town in one line."""
        return f"{self.street}, {self.postal_code} {self.city}"


class Building(CompanyOwned):
    """A building or entrance of a property (Gebäude, Hauseingang)."""

    property = models.ForeignKey(
        Property, on_delete=models.PROTECT, related_name="buildings", verbose_name=_("property")
    )
    name = models.CharField(_("name"), max_length=120)
    street = models.CharField(_("street and number"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("building")
        verbose_name_plural = _("buildings")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["property", "name"], name="building_name_per_property"),
        ]

    def __str__(self) -> str:
        return self.name

    # A field of this name hides Python's own `property`.
    @cached_property
    def address(self) -> str:
        """As the property's; the building may have a street and number of its own."""
        house = self.property
        return f"{self.street or house.street}, {house.postal_code} {house.city}"


class Unit(CompanyOwned):
    """A flat, shop or parking space (Einheit)."""

    class Kind(models.TextChoices):
        """What a unit is used for."""

        FLAT = "flat", _("Flat")
        COMMERCIAL = "commercial", _("Commercial unit")
        PARKING = "parking", _("Parking space")
        OTHER = "other", _("Other unit")

    building = models.ForeignKey(
        Building, on_delete=models.PROTECT, related_name="units", verbose_name=_("building")
    )
    label = models.CharField(_("label"), max_length=60, help_text=_("For example: Wohnung 3"))
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.FLAT)
    floor = models.CharField(_("floor"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ["building__name", "label"]
        constraints = [
            models.UniqueConstraint(fields=["building", "label"], name="unit_label_per_building"),
            models.CheckConstraint(
                condition=models.Q(kind__in=["flat", "commercial", "parking", "other"]),
                name="unit_kind_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.building}, {self.label}"


class Trade(models.TextChoices):
    """What a service provider does."""

    PLUMBING = "plumbing", _("Water and plumbing")
    HEATING = "heating", _("Heating")
    ELECTRICS = "electrics", _("Electrics")
    LOCKS = "locks", _("Locksmith")
    LIFT = "lift", _("Lift")
    DRAINS = "drains", _("Drains")
    ROOF = "roof", _("Roof")
    CARETAKER = "caretaker", _("Caretaker")
    CLEANING = "cleaning", _("Cleaning and winter service")
    OTHER = "other", _("Other trade")


class ServiceProvider(CompanyOwned):
    """A firm the company works with (Dienstleister), on call outside office hours or not."""

    name = models.CharField(_("name"), max_length=120)
    trade = models.CharField(_("trade"), max_length=12, choices=Trade.choices)
    phone = models.CharField(_("phone"), max_length=40)
    email = models.EmailField(_("e-mail"), blank=True)
    is_on_call = models.BooleanField(
        _("on call"), default=False, help_text=_("Residents may call in an emergency.")
    )
    hours = models.CharField(_("reachable"), max_length=120, blank=True)
    properties = models.ManyToManyField(
        Property,
        blank=True,
        related_name="service_providers",
        verbose_name=_("properties"),
        help_text=_("None chosen: for all properties."),
    )

    class Meta:
        verbose_name = _("service provider")
        verbose_name_plural = _("service providers")
        ordering = ["trade", "name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(trade__in=Trade.values), name="service_provider_trade_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class EmergencyContact(CompanyOwned):
    """An emergency number (Notfallnummer), for one property or all of the company."""

    property = models.ForeignKey(
        Property,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="emergency_contacts",
        verbose_name=_("property"),
        help_text=_("Empty: for all properties."),
    )
    name = models.CharField(_("name"), max_length=120)
    phone = models.CharField(_("phone"), max_length=40)
    description = models.CharField(_("when to call"), max_length=200, blank=True)
    hours = models.CharField(_("reachable"), max_length=120, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=10)

    class Meta:
        verbose_name = _("emergency contact")
        verbose_name_plural = _("emergency contacts")
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name


class EmergencyCode(CompanyOwned):
    """What opens the emergency page of a property or building without a login (ADR 0010)."""

    wagtail_reference_index_ignore = True

    property = models.ForeignKey(
        Property,
        on_delete=models.CASCADE,
        related_name="emergency_codes",
        verbose_name=_("property"),
    )
    building = models.ForeignKey(
        Building,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="emergency_codes",
        verbose_name=_("building"),
        help_text=_("Empty: for the whole property."),
    )
    code = models.CharField(_("code"), max_length=64, unique=True, default=new_code, editable=False)
    created_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("made by"),
    )
    retired_at = models.DateTimeField(_("retired"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("emergency code")
        verbose_name_plural = _("emergency codes")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["property"],
                condition=Q(building=None, retired_at=None),
                name="emergency_code_living_per_property",
            ),
            models.UniqueConstraint(
                fields=["building"],
                condition=Q(building__isnull=False, retired_at=None),
                name="emergency_code_living_per_building",
            ),
        ]

    def __str__(self) -> str:
        # Never the code itself: names of rows end up in logs.
        return str(self.place)

    @cached_property
    def place(self) -> Property | Building:
        """What its notice is for."""
        return self.building or self.property

    @cached_property
    def where(self) -> str:
        """What to say on the phone: the address, and which building unless that is its street."""
        building, address = self.building, self.place.address
        if building is None or building.name == building.street:
            return address
        return f"{building.name}, {address}"

    @cached_property
    def url(self) -> str:
        """The address on the notice."""
        return self.company.absolute_url(reverse("home:emergency-code", args=[self.code]))
