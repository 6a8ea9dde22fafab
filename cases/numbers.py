"""Case numbers such as V-2026-000123: per company and year, without gaps, without races."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import F

from cases.models import CaseCounter
from portal.companies.models import Company

# The year of the people who read the number, whatever time zone a process runs in.
BERLIN = ZoneInfo("Europe/Berlin")


def next_number(company: Company, opened_at: datetime) -> str:
    """The next number; call it last in the transaction, whose rollback gives the number back."""
    year = opened_at.astimezone(BERLIN).year
    counter, _created = CaseCounter.objects.get_or_create(company=company, year=year)
    # The update takes the row's lock on every database; until commit others wait here.
    CaseCounter.objects.filter(pk=counter.pk).update(last=F("last") + 1)
    counter.refresh_from_db(fields=["last"])
    return f"V-{year}-{counter.last:06d}"
