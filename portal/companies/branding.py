"""What a page needs of a company's look: its stylesheet of colours, logo, contact, legal pages."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cached_property, lru_cache

from django.http import HttpRequest
from django.urls import reverse
from wagtail.models import Page

from portal.companies import colours
from portal.companies.icons import icon_url
from portal.companies.models import BrandingSettings, Company

# Twice the size at which the header shows it, for sharp screens; as WebP half as heavy as PNG.
LOGO_FILTER = "max-400x96|preserve-svg|format-webp|webpquality-85"


@lru_cache(maxsize=256)
def stylesheet(brand: str, accent: str) -> str:
    """The company's colour roles for light and dark, as CSS over the portal's own defaults."""
    palette = colours.palette(brand, accent)
    light, dark = _declarations(palette.light), _declarations(palette.dark)
    return (
        "@layer tokens {\n"
        f':root, [data-scheme="light"] {{\n{light}}}\n'
        "@media screen and (prefers-color-scheme: dark) {\n"
        f":root:not([data-scheme]) {{\n{dark}}}\n"
        "}\n"
        "@media screen {\n"
        f'[data-scheme="dark"] {{\n{dark}}}\n'
        "}\n"
        "}\n"
    )


def _declarations(roles: Mapping[str, str]) -> str:
    return "".join(f"--{role}: {value};\n" for role, value in roles.items())


def stylesheet_of(settings: BrandingSettings) -> str:
    """The stylesheet of a company's saved colours."""
    return stylesheet(settings.brand_colour.lower(), settings.accent_colour.lower())


def stylesheet_hash(css: str) -> str:
    """The part of the address that changes with the colours, so it can be cached for ever."""
    return hashlib.sha256(css.encode()).hexdigest()[:16]


class Brand:
    """A company's look on a page; reads nothing until it is asked."""

    def __init__(self, company: Company, request: HttpRequest) -> None:
        self.name = company.name
        self._company = company
        self.settings: BrandingSettings = company.branding
        self._request = request

    @cached_property
    def css_url(self) -> str:
        """The address of the company's colours."""
        digest = stylesheet_hash(stylesheet_of(self.settings))
        return reverse("companies:brand", args=[digest])

    @cached_property
    def logo_url(self) -> str:
        """The logo in the size of the header, or nothing."""
        logo = self.settings.logo
        if logo is None:
            return ""
        try:
            return str(logo.get_rendition(LOGO_FILTER).url)
        except OSError:
            # A file that is lost or broken must not take every page with it.
            return ""

    @property
    def tab_icon_url(self) -> str:
        """The icon of the browser's tab."""
        return icon_url(self._company, "icon-48")

    @property
    def touch_icon_url(self) -> str:
        """The icon of an iPhone's home screen."""
        return icon_url(self._company, "apple-touch-180")

    @property
    def top_colours(self) -> dict[str, str]:
        """What a phone colours its own bar with: as the top of most pages, by scheme."""
        return self._of_role("surface")

    @property
    def stage_colours(self) -> dict[str, str]:
        """The same for pages at the door, whose top is the company's own colour."""
        return self._of_role("brand-deep")

    def _of_role(self, role: str) -> dict[str, str]:
        shades = self.settings.palette
        return {"light": shades.light[role], "dark": shades.dark[role]}

    @property
    def phone(self) -> str:
        """The office's number."""
        return self.settings.phone

    @property
    def office_hours(self) -> str:
        """When the office answers."""
        return self.settings.office_hours

    @cached_property
    def imprint_url(self) -> str:
        """Impressum."""
        return self._page_url(self.settings.imprint_page)

    @cached_property
    def privacy_url(self) -> str:
        """Datenschutzerklärung."""
        return self._page_url(self.settings.privacy_page)

    @cached_property
    def accessibility_url(self) -> str:
        """Erklärung zur Barrierefreiheit."""
        return self._page_url(self.settings.accessibility_page)

    def _page_url(self, page: Page | None) -> str:
        if page is None or not page.live:
            return ""
        return page.get_url(self._request) or ""
