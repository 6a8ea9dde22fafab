"""Authentication: the right password is not enough, one must belong to the host's company."""

from typing import Any

from asgiref.sync import sync_to_async
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.http import HttpRequest

from portal.accounts.models import User
from portal.signin.ties import may_sign_in


class CompanyBackend(ModelBackend):
    """Rights as Django has them; signing in by e-mail, closed to strangers of the host."""

    def authenticate(  # type: ignore[override] # Django's names `username` first; we have none
        self,
        request: HttpRequest | None,
        email: str | None = None,
        password: str | None = None,
        **credentials: Any,
    ) -> User | None:
        """The login, or None: one answer, after one hashing, whatever the reason."""
        company = getattr(request, "company", None)
        if company is None or not email or password is None:
            return None
        user = User.objects.filter(email=email.strip().lower()).first() or _nobody()
        if not user.check_password(password):
            return None
        return user if may_sign_in(user, company) else None

    async def aauthenticate(self, request: HttpRequest | None, **credentials: Any) -> User | None:  # type: ignore[override]
        """The same door: Django's own asynchronous one would not ask for the company."""
        return await sync_to_async(self.authenticate)(request, **credentials)


def _nobody() -> User:
    # An unusable password costs as much to check as a real one (Django hashes anyway), so the time
    # of the answer does not tell whether the address is known.
    return User(password=UNUSABLE_PASSWORD_PREFIX)
