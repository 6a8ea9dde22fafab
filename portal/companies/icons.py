"""A company's icons: for the home screen, the tab and the phone's own list of apps."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from django.core.cache import cache
from django.urls import reverse

from portal.companies.drawing import Shape, UnfitLogoError, initials_icon, logo_icon, mark_of
from portal.companies.models import Company
from portal.core.words import initials

# By the name in the address. Android cuts a maskable icon to a circle of 80 %: a square reaches
# its edge at 56 %. iOS rounds the corners of its own.
SHAPES: Final = {
    "icon-48": Shape(48, 0.8, rounded=True),
    "icon-192": Shape(192, 0.7, rounded=True),
    "icon-512": Shape(512, 0.7, rounded=True),
    "maskable-512": Shape(512, 0.54),
    "apple-touch-180": Shape(180, 0.66),
}
# Raised whenever the drawing changes: browsers keep an icon for ever.
_DRAWING: Final = 1
_A_MONTH: Final = 30 * 24 * 60 * 60
_A_WHILE: Final = 5 * 60


@dataclass(frozen=True, slots=True)
class Icon:
    """A PNG; not final while the logo's file cannot be read."""

    png: bytes
    is_final: bool


def icons_hash(company: Company) -> str:
    """The part of the addresses that changes with the logo, the colours and the name."""
    branding = company.branding
    logo = branding.logo
    # A file's name alone may come back for another picture.
    picture = [logo.pk, logo.file.name, logo.file_size, logo.file_hash] if logo else []
    parts = [_DRAWING, company.name, branding.brand_colour.lower(), *picture]
    return hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()[:16]


def icon_url(company: Company, name: str) -> str:
    """The address of one of SHAPES."""
    return reverse("companies:icon", args=[icons_hash(company), name])


def icon(company: Company, name: str) -> Icon:
    """One of SHAPES; drawn once, then taken from the cache."""
    key = f"companies.icon:{company.pk}:{icons_hash(company)}:{name}"
    known: Icon | None = cache.get(key)
    if known is None:
        known = _drawn(company, name)
        cache.set(key, known, _A_MONTH if known.is_final else _A_WHILE)
    return known


def _drawn(company: Company, name: str) -> Icon:
    logo = company.branding.logo
    if logo is None:
        return Icon(_initials(company, name), is_final=True)
    try:
        with logo.file.open("rb") as file:
            content = file.read()
    except OSError:
        # The storage may be away for a moment only.
        return Icon(_initials(company, name), is_final=False)
    try:
        mark = mark_of(BytesIO(content), company.branding.palette.light["brand-deep"])
    except UnfitLogoError:
        return Icon(_initials(company, name), is_final=True)
    return Icon(logo_icon(mark, SHAPES[name]), is_final=True)


def _initials(company: Company, name: str) -> bytes:
    roles = company.branding.palette.light
    return initials_icon(
        initials(company.name), roles["brand-fill"], roles["on-brand"], SHAPES[name]
    )
