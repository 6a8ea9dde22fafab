"""`/sw.js` and `/offline/`: what a phone keeps for places without reception."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Final

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import conditional_page, require_safe

from portal.accounts.http import PortalRequest
from portal.companies.branding import Brand
from portal.properties.calls import calls_for

WORKER: Final = Path(__file__).parents[1] / "worker.js"


@login_not_required
@require_safe
@conditional_page
def worker(request: PortalRequest) -> HttpResponse:
    """The service worker; its text changes whenever the phone should fetch its copies anew.

    Browsers compare it with the one they have on every page, so a new number reaches every phone
    with the next page it opens, and anything else within a day. `?lang=` is the language of the
    page that registers it: the same for all who read it, hence nothing personal.
    """
    brand = Brand(request.company, request)
    wanted = request.GET.get("lang", "")
    language = wanted if wanted in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    numbers = [(call.title, call.text, call.phone) for call in calls_for(request.company)]
    keep: dict[str, str | list[str]] = {
        "language": language,
        "emergency": reverse("home:emergency"),
        "offline": reverse("home:offline"),
        "files": _files(brand),
    }
    source = WORKER.read_text()
    today = timezone.localdate().isoformat()
    facts = [source, keep, brand.name, brand.phone, brand.office_hours, numbers, today]
    keep["version"] = hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:16]
    return HttpResponse(
        f"const KEEP = {json.dumps(keep)};\n{source}",
        content_type="text/javascript; charset=utf-8",
        headers={"Cache-Control": "no-cache"},
    )


def _files(brand: Brand) -> list[str]:
    """What the two pages need to look right: none of it is personal."""
    return [static("portal/portal.css"), brand.css_url, *filter(None, [brand.logo_url])]


@login_not_required
@require_safe
def no_connection(request: PortalRequest) -> HttpResponse:
    """What the worker shows in place of any page that cannot be reached."""
    return render(request, "home/offline.html")
