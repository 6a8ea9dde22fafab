"""`/manifest.webmanifest`: what a phone needs to put the company's portal on its home screen."""

from __future__ import annotations

from typing import Any, Final

from django.contrib.auth.decorators import login_not_required
from django.http import JsonResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe
from django.views.decorators.vary import vary_on_headers

from portal.accounts.http import PortalRequest
from portal.companies.icons import SHAPES, icon_url
from portal.companies.models import Company

# Home screens cut longer names.
_SHORT: Final = 12
# Words that half of all property managers bear: the others tell them apart.
_COMMON: Final = frozenset(
    {"hausverwaltung", "hausverwaltungen", "immobilien", "immobilienverwaltung", "verwaltung"}
    | {"verwaltungs", "wohnungsverwaltung", "hv", "gmbh", "mbh", "ag", "kg", "ohg", "gbr", "ug"}
    | {"co.", "&", "und"}
)
_PURPOSES: Final = {"icon-192": "any", "icon-512": "any", "maskable-512": "maskable"}


@login_not_required
@require_safe
@conditional_page
@vary_on_headers("Accept-Language", "Cookie")
def manifest(request: PortalRequest) -> JsonResponse:
    """The company's own app: its name, colours, icons and two ways in."""
    company = request.company
    light = company.branding.palette.light
    facts: dict[str, Any] = {
        "id": "/",
        "name": company.name,
        "short_name": short_name(company.name),
        "description": _("Everything about your home in one place"),
        "lang": get_language(),
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "theme_color": light["brand-deep"],
        "background_color": light["canvas"],
        "icons": [_icon(company, name, purpose) for name, purpose in _PURPOSES.items()],
        "shortcuts": [
            {"name": _("Open a case"), "url": reverse("cases:new")},
            {"name": _("Emergency"), "url": reverse("home:emergency")},
        ],
    }
    return JsonResponse(
        facts,
        content_type="application/manifest+json",
        headers={"Cache-Control": "private, no-cache"},
        json_dumps_params={"ensure_ascii": False},
    )


def _icon(company: Company, name: str, purpose: str) -> dict[str, str]:
    size = SHAPES[name].size
    return {
        "src": icon_url(company, name),
        "sizes": f"{size}x{size}",
        "type": "image/png",
        "purpose": purpose,
    }


def short_name(name: str) -> str:
    """What fits below an icon: Linde for Hausverwaltung Linde."""
    if len(name) <= _SHORT:
        return name
    telling = [word for word in name.split() if word.lower() not in _COMMON]
    short = " ".join(telling) or name
    return short if len(short) <= _SHORT else short.split()[0]
