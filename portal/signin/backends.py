"""Authentication: the right password is not enough, one must belong to the host's company."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.http import HttpRequest

from portal.accounts.models import User
from portal.accounts.roles import is_staff
from portal.people.residency import belongs


class CompanyBackend(AuthenticationBackend):
    """allauth's backend, closed to logins without a tie to the company of the request's host."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> User | None:
        """The login, or None: the same answer for a stranger and for a wrong password."""
        user: User | None = super().authenticate(request, **credentials)
        company = getattr(request, "company", None)
        if user is None or company is None:
            return None
        return user if is_staff(user, company) or belongs(user, company) else None
