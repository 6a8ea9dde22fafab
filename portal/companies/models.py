"""Company, its branding, and CompanyOwned, the base of every domain row."""

import uuid
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, PageChooserPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from portal.companies.colours import Palette, palette

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
class BrandingSettings(BaseSiteSetting):
    """Logo, colours and contact data of a company, edited in the Wagtail admin."""

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
    office_hours = models.CharField(_("office hours"), max_length=200, blank=True)
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
                FieldPanel("office_hours"),
                FieldPanel("address"),
            ],
            heading=_("Contact"),
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

    def clean(self) -> None:
        """Refuse legal pages and a logo that are not of this company's own tree."""
        super().clean()
        for name in ("imprint_page", "privacy_page", "accessibility_page"):
            page = getattr(self, name)
            if page and not page.is_descendant_of(self.site.root_page):
                raise ValidationError({name: _("Choose a page of your own company.")})
