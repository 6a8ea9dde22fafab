"""Bring the message catalogues up to date, or check that no text is missing in them."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.core import catalogues


class Command(BaseCommand):
    help = "Collects the texts to translate into portal/locale and compiles the catalogues."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="Change nothing; fail if a translation is missing."
        )
        parser.add_argument(
            "--compile",
            action="store_true",
            help="Only compile what is there, as a deployment does.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["compile"]:
            return catalogues.compile_stale()
        template = catalogues.collect()
        if not options["check"]:
            for path in catalogues.catalogues():
                catalogues.update(path, template)
            catalogues.compile_stale()
        missing = [
            f"{path.parts[-3]}: {gap}"
            for path in catalogues.catalogues()
            for gap in catalogues.gaps(path, template)
        ]
        if missing:
            raise CommandError("\n".join([f"{len(missing)} texts to translate:", *missing]))
        self.stdout.write("The catalogues are complete.")
