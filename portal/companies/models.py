"""Company, its branding with office hours, and CompanyOwned, the base of every domain row."""

import uuid
from datetime import time
from typing import Any, ClassVar, Self

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    PageChooserPanel,
)
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from portal.companies.colours import Palette, palette
from portal.companies.hours import hours_in_words
from portal.companies.states import FederalState

_WEEK_SECONDS = 60
HEX_COLOUR = RegexValidator(r"^#[0-9a-fA-F]{6}$", _("Enter a colour such as #1c5f4c."))


class Company(models.Model):
    """A property manager (Hausverwaltung) with a portal on its own host."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("short name"), unique=True)
    site = models.OneToOneField(
        "wagtailcore.Site", on_delete=models.PROTECT, related_name="company", verbose_name=_("site")
    )
    is_active = models.BooleanField(_("active"), default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("company")
        verbose_name_plural = _("companies")

    def __str__(self) -> str:
        return self.name

    @property
    def branding(self) -> "BrandingSettings":
        """The company's look and contact data; defaults when nobody has saved any."""
        try:
            saved: BrandingSettings = self.site.brandingsettings
        except BrandingSettings.DoesNotExist:
            return BrandingSettings(site=self.site)
        return saved

    def absolute_url(self, path: str) -> str:
        """The full address of a path on this company's host; host and port from the database.

        Never from a request: a forged Host header must not reach a mail.
        """
        return f"{self.site.root_url}{path}"


class CompanyQuerySet(models.QuerySet[Any]):
    """Rows of companies; every read starts with `of(company)`."""

    def of(self, company: Company) -> Self:
        """Only this company's rows."""
        return self.filter(company=company)


class CompanyMismatchError(Exception):
    """A row of one company was about to point at another company's row."""


class CompanyOwned(models.Model):
    """Base of every domain row: belongs to one company, is addressed by a UUID."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    company = models.ForeignKey(
        Company, on_delete=models.PROTECT, related_name="+", verbose_name=_("company")
    )

    objects: ClassVar[Any] = CompanyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, after refusing loaded relations that belong to another company.

        The last line of defence behind forms and policies; unloaded relations are not fetched,
        since whoever set an id alone has looked it up within the company.
        """
        for field in self._meta.concrete_fields:
            if field.is_relation and field.is_cached(self):  # type: ignore[attr-defined] # stubs know no FieldCacheMixin
                related = getattr(self, field.name)
                if isinstance(related, CompanyOwned) and related.company_id != self.company_id:
                    raise CompanyMismatchError(f"{self._meta.label}.{field.name}")
        super().save(*args, **kwargs)


@register_setting(icon="view")
class BrandingSettings(ClusterableModel, BaseSiteSetting):
    """Logo, colours, contact data and office hours of a company, edited in the Wagtail admin."""

    select_related = ["logo", "imprint_page", "privacy_page", "accessibility_page"]

    logo = models.ForeignKey(
        "wagtailimages.Image",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("logo"),
    )
    brand_colour = models.CharField(
        _("main colour"), max_length=7, default="#1c5f4c", validators=[HEX_COLOUR]
    )
    accent_colour = models.CharField(
        _("second colour"), max_length=7, default="#e8a92e", validators=[HEX_COLOUR]
    )
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    office_hours_note = models.CharField(
        _("remark on the office hours"),
        max_length=200,
        blank=True,
        help_text=_("Stands behind the hours, for example: and by appointment."),
    )
    # Berlin is an assumption: a company says where it is when it is set up, or here.
    federal_state = models.CharField(
        _("federal state"),
        max_length=2,
        choices=FederalState.choices,
        default=FederalState.BERLIN,
        help_text=_("Its public holidays are no working days when dates are promised."),
    )
    address = models.CharField(_("postal address"), max_length=200, blank=True)
    imprint_page = models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("imprint"),
    )
    privacy_page = models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("privacy policy"),
    )
    accessibility_page = models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("accessibility statement"),
    )

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("logo"),
                FieldPanel("brand_colour"),
                FieldPanel("accent_colour"),
                HelpPanel(template="companies/fitted_colours.html"),
            ],
            heading=_("Look"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("phone"),
                FieldPanel("email"),
                FieldPanel("address"),
            ],
            heading=_("Contact"),
        ),
        MultiFieldPanel(
            [
                InlinePanel("hours", label=_("Office hours")),
                FieldPanel("office_hours_note"),
                FieldPanel("federal_state"),
                InlinePanel("closed_periods", label=_("Closed days of the company")),
            ],
            heading=_("Working time"),
            help_text=_(
                "Residents read the hours on many pages, and the dates by which they are answered "
                "are reckoned from them: without any hours from Monday to Friday, 9 to 17 o'clock. "
                "24 and 31 December are working days unless they stand among the closed days."
            ),
        ),
        MultiFieldPanel(
            [
                PageChooserPanel("imprint_page"),
                PageChooserPanel("privacy_page"),
                PageChooserPanel("accessibility_page"),
            ],
            heading=_("Legal pages"),
        ),
    ]

    class Meta:
        verbose_name = _("branding")

    @property
    def palette(self) -> Palette:
        """The roles of the two colours, for light and for dark."""
        return palette(self.brand_colour.lower(), self.accent_colour.lower())

    @cached_property
    def opening_times(self) -> "list[OfficeHours]":
        """The rows of the week, in its order; read once."""
        return list(OfficeHours.objects.filter(settings=self)) if self.pk else []

    @property
    def office_hours(self) -> str:
        """When the office answers, as people read it: the week's hours, then the remark.

        Many pages say it: the week is remembered for a minute, or until it is saved where all
        processes share a cache, as in production.
        """
        spans = cache.get_or_set(self._week_key, self._week, _WEEK_SECONDS) or []
        return ", ".join(part for part in (hours_in_words(spans), self.office_hours_note) if part)

    @property
    def _week_key(self) -> str:
        return f"office-hours:{self.site_id}"

    def _week(self) -> list[tuple[int, time, time]]:
        return [(row.weekday, row.opens, row.closes) for row in self.opening_times]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with the rows of the week, and let pages read them anew."""
        super().save(*args, **kwargs)
        cache.delete(self._week_key)

    def clean(self) -> None:
        """Refuse legal pages and a logo that are not of this company's own tree."""
        super().clean()
        for name in ("imprint_page", "privacy_page", "accessibility_page"):
            page = getattr(self, name)
            if page and not page.is_descendant_of(self.site.root_page):
                raise ValidationError({name: _("Choose a page of your own company.")})


class Weekday(models.IntegerChoices):
    """As Python counts them."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


class OfficeHours(models.Model):
    """A time of the week at which the office answers; a lunch break makes two of a day."""

    settings = ParentalKey(BrandingSettings, on_delete=models.CASCADE, related_name="hours")
    weekday = models.PositiveSmallIntegerField(_("weekday"), choices=Weekday.choices)
    opens = models.TimeField(pgettext_lazy("office hours", "from"))
    closes = models.TimeField(pgettext_lazy("office hours", "to"))

    panels = [
        FieldRowPanel([FieldPanel("weekday"), FieldPanel("opens"), FieldPanel("closes")]),
    ]

    class Meta:
        verbose_name = _("office hours")
        verbose_name_plural = _("office hours")
        ordering = ["weekday", "opens"]
        constraints = [
            models.UniqueConstraint(
                fields=["settings", "weekday", "opens"], name="office_hours_once"
            ),
            models.CheckConstraint(
                condition=Q(opens__lt=F("closes")),
                name="office_hours_end_after_they_begin",
                violation_error_message=_("The office closes after it opens."),
            ),
            models.CheckConstraint(
                condition=Q(weekday__in=Weekday.values), name="office_hours_weekday_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens:%H:%M}–{self.closes:%H:%M}"


class ClosedPeriod(models.Model):
    """Days on which nobody works at this company though the calendar would (Betriebsferien)."""

    settings = ParentalKey(
        BrandingSettings, on_delete=models.CASCADE, related_name="closed_periods"
    )
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    reason = models.CharField(_("reason"), max_length=80, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on"), FieldPanel("reason")]),
    ]

    class Meta:
        verbose_name = _("closed days")
        verbose_name_plural = _("closed days")
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__lte=F("ends_on")),
                name="closed_period_ends_after_it_begins",
                violation_error_message=_("The last day is not before the first."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_on:%Y-%m-%d}–{self.ends_on:%Y-%m-%d}"
