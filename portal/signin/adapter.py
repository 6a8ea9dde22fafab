"""How allauth behaves here: who may sign in, how often one may try, where one may be sent."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib import messages
from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from portal.accounts.http import PortalRequest
from portal.accounts.models import User
from portal.signin import limits
from portal.signin.ties import may_sign_in

WRONG = _("The e-mail address or the password is not right.")


class PortalAccountAdapter(DefaultAccountAdapter):
    """allauth's adapter with the portal's rules."""

    # One message for a wrong password, an unknown address, a closed login, another company's.
    error_messages = DefaultAccountAdapter.error_messages | {"email_password_mismatch": WRONG}

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody registers by themselves: the company invites."""
        return False

    def is_ajax(self, request: HttpRequest) -> bool:
        """These pages speak HTML only; apps have a door of their own."""
        return False

    def is_safe_url(self, url: str | None) -> bool:
        """`?next=` leads to this host only: allauth would allow every company's."""
        return url_has_allowed_host_and_scheme(
            url, allowed_hosts={self.request.get_host()}, require_https=self.request.is_secure()
        )

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Look at a password, unless too many were tried; a deactivated login is a wrong password.

        Replaces allauth's, which would tell a right password of a deactivated login apart.
        """
        attempt = limits.password_attempt(request, credentials.get("email", ""))
        user = authenticate(request, **credentials)
        if user is not None:
            attempt.give_back()
        return user

    def pre_login(self, request: PortalRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        """Every way of signing in that allauth has or gets passes here, whatever it proved."""
        if may_sign_in(user, request.company):
            return None
        messages.error(request, WRONG)
        return redirect("account_login")
