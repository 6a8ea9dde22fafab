"""Binds a session to the company on whose host it was made."""

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest

SESSION_COMPANY = "company"


def bind_session(sender: object, request: HttpRequest | None, **kwargs: Any) -> None:
    """Remember the company at sign-in; CompanySessionMiddleware compares it on each request."""
    company = getattr(request, "company", None)
    if request is not None and company is not None:
        request.session[SESSION_COMPANY] = str(company.uuid)


def connect() -> None:
    """Listen to Django's sign-in signal."""
    user_logged_in.connect(bind_session, dispatch_uid="portal.accounts.bind_session")
