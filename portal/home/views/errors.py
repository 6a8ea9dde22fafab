"""Error pages: in the frame where there is a session, standing alone where nothing may be left."""

from __future__ import annotations

import sys
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.views.decorators.csrf import requires_csrf_token

from portal.core import conf
from portal.core.words import file_size

_RETRY_SECONDS = 60


@requires_csrf_token
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400; a body that is too large says so, with the limits."""
    if isinstance(exception, RequestDataTooBig | TooManyFilesSent):
        limits: dict[str, Any] = {
            "max_size": file_size(conf.upload_max_bytes()),
            "max_files": conf.upload_max_files(),
        }
        return _page(request, 413, **limits)
    return _page(request, 400)


@requires_csrf_token
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: one may see it, but not do this."""
    return _page(request, 403)


@requires_csrf_token
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form that comes too late or from elsewhere."""
    return _page(request, 403, template="errors/403_csrf.html")


@requires_csrf_token
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: never there, or another person's; both look the same."""
    return _page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 when the database is away: needs no session, no company and no database."""
    away = isinstance(sys.exc_info()[1], OperationalError | InterfaceError)
    status = 503 if away else 500
    response = _standing_alone(request, status, f"errors/{status}.html")
    if away:
        response.headers["Retry-After"] = str(_RETRY_SECONDS)
    return response


def _page(request: HttpRequest, status: int, *, template: str = "", **context: Any) -> HttpResponse:
    if getattr(request, "company", None) is None:
        # A host nobody serves: there is no company to speak for.
        return _standing_alone(request, status, "errors/no_company.html")
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    context |= {"layout": "base.html" if signed_in else "gate.html", "status": status}
    return render(request, template or f"errors/{status}.html", context, status=status)


def _standing_alone(request: HttpRequest, status: int, template: str) -> HttpResponse:
    with translation.override(translation.get_language_from_request(request)):
        html = render_to_string(template, {"status": status})
    return HttpResponse(html, status=status, headers={"Cache-Control": "no-store"})
