"""Keeps the admin shut: to strangers, to other companies' staff, and to views no role needs."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from portal.access.admin.doors import may_pass
from portal.accounts.http import PortalRequest

ADMIN = "/admin/"
GetResponse = Callable[[HttpRequest], HttpResponse]


class AdminDoorMiddleware:
    """Asks the admin's table of doors before any view of it runs.

    Wagtail's groups are global to a user and its views ask them one by one; this is one question
    for all of them, also for those a later Wagtail brings along.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on; the question is asked once the view is known."""
        return self.get_response(request)

    def process_view(
        self, request: PortalRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> None:
        """Raise Http404 unless the door opens. Visitors were sent to sign in before this.

        A view's own `login_required` mark says nothing here: the REST framework takes it off.
        """
        if not request.path_info.startswith(ADMIN) or not request.user.is_authenticated:
            return
        if request.resolver_match is None or not may_pass(request, request.resolver_match):
            raise Http404
