"""The request as our views see it: with a company, and behind login with a user."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from portal.accounts.models import User
from portal.companies.models import Company


class PortalRequest(HttpRequest):
    """A request after CompanyMiddleware, LoginWallMiddleware and HtmxMiddleware."""

    company: Company
    user: User
    htmx: HtmxDetails
