"""Signing in and out: allauth's views with our screens and limits."""

from typing import Any

from allauth.account.views import LoginView, LogoutView
from django.utils.decorators import method_decorator

from portal.core import conf
from portal.signin.forms import SignInForm
from portal.signin.limits import answer_too_many


@method_decorator(answer_too_many, name="dispatch")
class SignInView(LoginView):
    """E-mail and password; the page also carries the company's own words."""

    form_class = SignInForm
    template_name = "signin/login.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the company's home page, whose texts stand here, and how long a link lives."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        home_page = self.request.company.site.root_page.specific
        return context | {"home_page": home_page, "reset_minutes": conf.reset_link_minutes()}


class SignOutView(LogoutView):
    """A page that asks, and the button that does it."""

    template_name = "signin/logout.html"
