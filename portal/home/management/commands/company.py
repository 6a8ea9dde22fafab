"""Set up a company from the command line: the first thing an operator does in production."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email, validate_slug
from django.db import IntegrityError, transaction

from portal.accounts.actions import grant_membership
from portal.accounts.models import Role, User
from portal.companies.states import FederalState
from portal.home.actions import set_up_company


class Command(BaseCommand):
    help = "Makes a company with its host, its page tree and its first manager."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="As residents read it, such as 'Hausverwaltung Ahorn'.")
        parser.add_argument("--slug", required=True, help="A short name of a-z, 0-9 and -.")
        parser.add_argument("--host", required=True, help="The host name of its portal.")
        parser.add_argument("--manager", required=True, help="The first manager's e-mail address.")
        parser.add_argument(
            "--state",
            choices=FederalState.values,
            default=FederalState.BERLIN,
            help="The federal state whose holidays count, such as BY; Berlin unless told.",
        )
        parser.add_argument("--port", type=int, default=443, help="Of the links in mails.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            validate_slug(options["slug"])
            validate_email(options["manager"])
            with transaction.atomic():
                company = set_up_company(
                    name=options["name"],
                    slug=options["slug"],
                    hostname=options["host"].lower(),
                    port=options["port"],
                    branding={"federal_state": options["state"]},
                )
                email = options["manager"].lower()
                manager = User.objects.filter(email=email).first()
                manager = manager or User.objects.create_user(email)
                grant_membership(company=company, user=manager, role=Role.MANAGER)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        except IntegrityError:
            raise CommandError(
                "The short name or the host is taken, or the manager works for another company."
            ) from None
        address = company.absolute_url("/")
        self.stdout.write(f"{company} is open at {address}.")
        self.stdout.write(f"{email} sets a password there by “Passwort vergessen”.")
