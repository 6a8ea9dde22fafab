"""The host decides the company: sets request.company and Wagtail's site, or answers 404."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.template.loader import render_to_string

from portal.companies.models import Company
from portal.core import conf

GetResponse = Callable[[HttpRequest], HttpResponse]


class CompanyMiddleware:
    """Looks up the company of the request's host; a host without one gets 404 and no data."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Bind the request to its company."""
        hostname = request.get_host().rsplit(":", 1)[0].lower()
        if conf.is_demo() and hostname == "127.0.0.1":
            # At their own machine people type the number; the company lives on the name.
            port = request.get_port()
            return HttpResponsePermanentRedirect(
                f"{request.scheme}://localhost:{port}{request.get_full_path()}"
            )
        company = (
            Company.objects.select_related(
                "site__root_page",
                "site__brandingsettings__logo",
                "site__brandingsettings__imprint_page",
                "site__brandingsettings__privacy_page",
                "site__brandingsettings__accessibility_page",
            )
            .filter(site__hostname=hostname, is_active=True)
            .first()
        )
        if company is None:
            return HttpResponse(render_to_string("errors/no_company.html"), status=404)
        request.company = company  # type: ignore[attr-defined] # see accounts.http.PortalRequest
        # Wagtail asks find_for_request(), which would fall back to the default site.
        request._wagtail_site = company.site  # type: ignore[attr-defined] # Wagtail's own cache name
        return self.get_response(request)
