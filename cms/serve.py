"""The door to the page tree: closed pages ask for login, whether they exist or not."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from wagtail.models import Page
from wagtail.views import serve as wagtail_serve

from portal.access.shortcuts import ask_to_sign_in


@login_not_required
@require_safe
def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Show a page of this company's tree.

    LoginWallMiddleware cannot tell public pages from others, so this view asks by itself.
    Without a session an address that holds nothing looks like one that is closed.
    """
    if not request.user.is_authenticated and not _is_open(request, path):
        return ask_to_sign_in(request)
    response: HttpResponse = wagtail_serve(request, path)
    return response


def _is_open(request: HttpRequest, path: str) -> bool:
    # CompanyMiddleware has set Wagtail's site: only this company's tree is walked.
    route = Page.route_for_request(request, path)
    return route is not None and route.page.is_open()
