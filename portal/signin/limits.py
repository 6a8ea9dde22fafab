"""Limits on every door that takes a password or sends a letter; counted in the database.

In the database, not in a cache: the count holds over several processes and machines, outlives a
restart, and needs no server that the embedded install does not have.
"""

import ipaddress
import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.crypto import salted_hmac

from portal.signin.models import Attempt

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
# Addresses of one household or flat: a provider hands out at least this much to each customer.
IPV6_PREFIX = 64


@dataclass(frozen=True)
class Limit:
    """So many attempts within a window; the oldest one leaving it opens the door again."""

    name: str
    amount: int
    window: timedelta


# Nobody waits longer than the longest window: five minutes.
PASSWORD_OF_ACCOUNT = Limit("password-account", 5, timedelta(minutes=5))
PASSWORD_OF_CLIENT = Limit("password-client", 10, timedelta(minutes=1))
RESET_OF_ACCOUNT = Limit("reset-account", 5, timedelta(minutes=5))
RESET_OF_CLIENT = Limit("reset-client", 10, timedelta(minutes=1))
LONGEST = max(PASSWORD_OF_ACCOUNT.window, RESET_OF_ACCOUNT.window)


class TooManyAttemptsError(Exception):
    """The limit is reached; `seconds` says when to try again."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds

    @property
    def minutes(self) -> int:
        """The same in full minutes, as people are told."""
        return math.ceil(self.seconds / 60)


class Taken:
    """The attempts that one request has used up."""

    def __init__(self) -> None:
        self._rows: list[Attempt] = []

    def add(self, row: Attempt) -> None:
        """Count one more."""
        self._rows.append(row)

    def give_back(self) -> None:
        """The right password was no attempt: only wrong ones count."""
        for row in self._rows:
            row.delete()
        self._rows.clear()


def password_attempt(request: HttpRequest, email: str) -> Taken:
    """Count a password tried for an address. Raises TooManyAttemptsError before it is looked at."""
    return _take(
        (PASSWORD_OF_CLIENT, client_of(request)), (PASSWORD_OF_ACCOUNT, email.strip().lower())
    )


def reset_request(request: HttpRequest, email: str) -> Taken:
    """Count a letter asked for, known address or not. Raises TooManyAttemptsError."""
    return _take((RESET_OF_CLIENT, client_of(request)), (RESET_OF_ACCOUNT, email.strip().lower()))


def forgive(email: str) -> None:
    """Let somebody in at once who has just proved by a letter that the address is theirs."""
    subject = email.strip().lower()
    Attempt.objects.filter(digest=_digest(PASSWORD_OF_ACCOUNT, subject)).delete()


def client_of(request: HttpRequest) -> str:
    """Who asks: the address of the connection, or what our own proxies say (TRUSTED_PROXIES)."""
    address = ipaddress.ip_address(get_adapter().get_client_ip(request))
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ipaddress.ip_network((address, IPV6_PREFIX), strict=False))


def answer_too_many(view: View[P]) -> View[P]:
    """Decorate a view: a reached limit becomes 429 with the time to wait, in words and seconds."""

    @wraps(view)
    def limited(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except TooManyAttemptsError as error:
            context = {
                "layout": "base.html" if request.user.is_authenticated else "gate.html",
                "status": 429,
                "retry_minutes": error.minutes,
            }
            response = render(request, "errors/429.html", context, status=429)
            response.headers["Retry-After"] = str(error.seconds)
            response.headers["Cache-Control"] = "no-store"
            return response

    return cast(View[P], limited)


def _take(*subjects: tuple[Limit, str]) -> Taken:
    now = timezone.now()
    Attempt.objects.filter(at__lt=now - LONGEST).delete()
    taken = Taken()
    for limit, subject in subjects:
        try:
            taken.add(_take_one(limit, subject, now))
        except TooManyAttemptsError:
            taken.give_back()
            raise
    return taken


def _take_one(limit: Limit, subject: str, now: datetime) -> Attempt:
    digest = _digest(limit, subject)
    rows = Attempt.objects.filter(digest=digest, at__gt=now - limit.window)
    _refuse_beyond(limit.amount - 1, limit, list(rows.values_list("at", flat=True)), now)
    mine = Attempt.objects.create(digest=digest, at=now)
    try:
        # Two at once both found room before either wrote: the later one gives way.
        earlier = rows.filter(pk__lte=mine.pk).values_list("at", flat=True)
        _refuse_beyond(limit.amount, limit, list(earlier), now)
    except TooManyAttemptsError:
        mine.delete()
        raise
    return mine


def _refuse_beyond(amount: int, limit: Limit, times: list[datetime], now: datetime) -> None:
    if len(times) > amount:
        wait = min(times) + limit.window - now
        raise TooManyAttemptsError(max(1, math.ceil(wait.total_seconds())))


def _digest(limit: Limit, subject: str) -> str:
    # Whom somebody tried to be, and from where, is nobody's business afterwards.
    salt = f"portal.signin.limits.{limit.name}"
    return salted_hmac(salt, subject, algorithm="sha256").hexdigest()
