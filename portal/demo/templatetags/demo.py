"""`{% demo_logins company as demo %}`: the demo's logins on its login page, and nowhere else."""

from typing import Any

from django import template

from portal.accounts.models import User
from portal.companies.models import Company
from portal.core import conf
from portal.demo.cast import LOGINS, PASSWORD

register = template.Library()


@register.simple_tag
def demo_logins(company: Company) -> dict[str, Any] | None:
    """Who can sign in on this host, and the password of all; None outside a demo."""
    if not conf.is_demo():
        return None
    here = [login for login in LOGINS if login.host == company.site.hostname]
    emails = [login.email for login in here]
    there = set(User.objects.filter(email__in=emails).values_list("email", flat=True))
    people = [
        (f"{login.first_name} {login.last_name}, {login.describes}", login.email)
        for login in here
        if login.email in there
    ]
    return {"password": PASSWORD, "people": people} if people else None
