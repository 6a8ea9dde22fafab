"""`manage.py demo`: loads the cast with its cases, documents, notices and pages, once."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from portal.accounts.models import User
from portal.companies.models import Company
from portal.core import conf
from portal.demo import board, cast, hallway, history, library, logos, outages, pages, scale
from portal.demo.papers import PAPERS
from portal.demo.stories import STORIES


class Command(BaseCommand):
    """Loads the demo; `--scale N` adds N cases of Anna for benchmarks."""

    help = "Load two demo companies with people, cases and documents into an empty database."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the port of links in mails, and how many cases to add."""
        parser.add_argument("--port", type=int, default=8000, help="port of the addresses in mails")
        parser.add_argument("--scale", type=int, default=0, metavar="N", help="add N cases")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load once; a database that already has companies only gets the cases asked for."""
        if not conf.is_demo():
            raise CommandError("These settings forbid demo data.")
        if Company.objects.exists():
            self.stdout.write("The database holds companies already; the demo is not loaded again.")
        else:
            load(options["port"])
            self.stdout.write("The demo is loaded.")
        if options["scale"]:
            found = cast.Cast.fetch()
            if found is None:
                raise CommandError("The companies in this database are not the demo's.")
            person = found.person(found.anna)
            scale.add_cases(person, found.lindenstrasse, found.stefan, options["scale"])
            self.stdout.write(f"{options['scale']} cases added.")


@transaction.atomic
def load(port: int) -> None:
    """The cast with its past: cases, documents, notices, incidents, codes, pages, logos."""
    cast.load(port)
    users = {user.first_name.lower(): user for user in User.objects.all()}
    companies = {company.slug: company for company in Company.objects.select_related("site")}
    history.write(STORIES, users, companies)
    library.write(PAPERS, users, companies)
    board.write(board.NOTICES, users, companies)
    outages.write(outages.OUTAGES, users, companies)
    hallway.write(users, companies)
    pages.write(companies)
    logos.write(companies)
