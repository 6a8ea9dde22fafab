"""What a mail needs of its company: colours as values, since mail programs know no stylesheet."""

from __future__ import annotations

from django import template

from portal.companies import colours
from portal.companies.models import Company

register = template.Library()


@register.simple_tag
def letterhead(company: Company) -> dict[str, dict[str, str]]:
    """`{% letterhead company as colour %}`, then `{{ colour.light.brand_fill }}` and `.dark`."""
    branding = company.branding
    palette = colours.palette(branding.brand_colour.lower(), branding.accent_colour.lower())
    # A hyphen cannot stand in a template variable.
    return {
        "light": {role.replace("-", "_"): value for role, value in palette.light.items()},
        "dark": {role.replace("-", "_"): value for role, value in palette.dark.items()},
    }
