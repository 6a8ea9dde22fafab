"""What of a company's look has an address of its own: its colours and its icons.

The colours are a stylesheet because the content policy allows no inline style.
"""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from portal.companies.branding import stylesheet_hash, stylesheet_of
from portal.companies.icons import SHAPES, icon, icons_hash
from portal.companies.models import Company

_FOR_EVER = "public, max-age=31536000, immutable"
_A_WHILE = "public, max-age=300"


@login_not_required
@require_safe
def brand_css(request: HttpRequest, digest: str) -> HttpResponse:
    """This company's own colours; another company's address or an outdated one is not found."""
    company: Company = request.company  # type: ignore[attr-defined] # set by CompanyMiddleware
    css = stylesheet_of(company.branding)
    if digest != stylesheet_hash(css):
        raise Http404
    return HttpResponse(css, content_type="text/css", headers={"Cache-Control": _FOR_EVER})


@login_not_required
@require_safe
def brand_icon(request: HttpRequest, digest: str, name: str) -> HttpResponse:
    """One of this company's own icons; another company's or an outdated one is not found."""
    company: Company = request.company  # type: ignore[attr-defined] # set by CompanyMiddleware
    if name not in SHAPES or digest != icons_hash(company):
        raise Http404
    drawn = icon(company, name)
    keep = _FOR_EVER if drawn.is_final else _A_WHILE
    return HttpResponse(drawn.png, content_type="image/png", headers={"Cache-Control": keep})
