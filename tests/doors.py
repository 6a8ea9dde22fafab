"""The doors people come in by: a client on a company's host, signed in or not."""

from django.test import Client
from rest_framework.test import APIClient

from portal.accounts.models import User
from portal.accounts.sessions import SESSION_COMPANY
from portal.companies.models import Company


def stranger(company: Company) -> Client:
    """An anonymous browser on the company's host."""
    return Client(SERVER_NAME=company.site.hostname)


def door(user: User, company: Company) -> Client:
    """A browser of somebody who has signed in on the company's host."""
    client = stranger(company)
    _sign_in(client, user, company)
    return client


def api_door(user: User, company: Company) -> APIClient:
    """The same session, speaking JSON; CSRF is checked where a test asks for it."""
    client = APIClient(SERVER_NAME=company.site.hostname)
    _sign_in(client, user, company)
    return client


def _sign_in(client: Client, user: User, company: Company) -> None:
    client.force_login(user)
    session = client.session
    session[SESSION_COMPANY] = str(company.uuid)
    session.save()
