"""Print the demo's logins, as far as they are in the database."""

from typing import Any

from django.core.management.base import BaseCommand
from wagtail.models import Site

from portal.accounts.models import User
from portal.demo.cast import LOGINS, PASSWORD


class Command(BaseCommand):
    help = "Prints who can sign in to the demo, and where."

    def handle(self, *args: Any, **options: Any) -> None:
        emails = [login.email for login in LOGINS]
        there = set(User.objects.filter(email__in=emails).values_list("email", flat=True))
        if not there:
            return
        self.stdout.write(f"  Sign in with the password {PASSWORD} as")
        for site in Site.objects.filter(company__isnull=False).order_by("pk"):
            self.stdout.write(f"  at {site.root_url}/")
            for login in LOGINS:
                if login.email in there and login.host == site.hostname:
                    name = f"{login.first_name} {login.last_name}"
                    self.stdout.write(f"    {login.email:<20} {name}, {login.describes}")
