"""The wall around the portal, and the one around the admin within it."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import Http404, HttpRequest, HttpResponse

from portal.access.admin.doors import may_pass
from portal.access.shortcuts import ask_to_sign_in
from portal.accounts.http import PortalRequest

ADMIN = "/admin/"
GetResponse = Callable[[HttpRequest], HttpResponse]


class LoginWallMiddleware(LoginRequiredMiddleware):
    """Lets nobody in without a login, except where a view says so."""

    def handle_no_permission(  # type: ignore[override] # its stubs know redirects alone
        self, request: HttpRequest, view_func: Callable[..., Any]
    ) -> HttpResponse:
        """Answer as every closed door of the portal does."""
        return ask_to_sign_in(request)


class AdminDoorMiddleware:
    """Keeps the admin shut: to strangers, other companies' staff, and views no role needs.

    It asks the admin's table of doors before any view runs. Wagtail's groups are global to a
    user and its views ask them one by one; this is one question for all of them, also for those a
    later Wagtail brings along.
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
