"""A company's colours as plain values, for mails and the admin: they use no stylesheet of ours."""

from __future__ import annotations

from django import template

from portal.companies import colours
from portal.companies.models import BrandingSettings, Company

register = template.Library()

Shades = dict[str, dict[str, str]]


@register.simple_tag
def letterhead(company: Company) -> Shades:
    """`{% letterhead company as colour %}`, then `{{ colour.light.brand_fill }}` and `.dark`."""
    return fitted_colours(company.branding)


@register.simple_tag
def fitted_colours(branding: BrandingSettings) -> Shades:
    """What becomes of the two colours; of a form sent with anything else, the house's own."""
    try:
        shades = colours.palette(branding.brand_colour.lower(), branding.accent_colour.lower())
    except ValueError:
        shades = colours.palette(colours.DEFAULT_BRAND, colours.DEFAULT_ACCENT)
    # A hyphen cannot stand in a template variable.
    return {
        "light": {role.replace("-", "_"): value for role, value in shades.light.items()},
        "dark": {role.replace("-", "_"): value for role, value in shades.dark.items()},
    }
