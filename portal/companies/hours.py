"""Office hours in words: „Mo bis Do 9–12 und 13–16 Uhr, Fr 9–12 Uhr"."""

from collections.abc import Iterable
from datetime import time

from django.utils.dates import WEEKDAYS_ABBR
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

Span = tuple[time, time]


def hours_in_words(rows: Iterable[tuple[int, time, time]]) -> str:
    """Rows of weekday, opening and closing, in the active language; days alike stand together."""
    week: dict[int, list[Span]] = {}
    for weekday, opens, closes in sorted(rows):
        week.setdefault(weekday, []).append((opens, closes))
    runs: list[tuple[list[int], list[Span]]] = []
    for weekday, spans in week.items():
        days, alike = runs[-1] if runs else ([], [])
        if alike == spans and days[-1] == weekday - 1:
            days.append(weekday)
        else:
            runs.append(([weekday], spans))
    return ", ".join(f"{_days(days)} {_times(spans)}" for days, spans in runs)


def _days(days: list[int]) -> str:
    first, last = str(WEEKDAYS_ABBR[days[0]]), str(WEEKDAYS_ABBR[days[-1]])
    if len(days) == 1:
        return first
    if len(days) == 2:
        return _("%(first)s and %(last)s") % {"first": first, "last": last}
    return _("%(first)s to %(last)s") % {"first": first, "last": last}


def _times(spans: list[Span]) -> str:
    written = [f"{_time(opens)}–{_time(closes)}" for opens, closes in spans]
    # Translators: between two times of a day, such as 9–12 and 13–16.
    hours = pgettext("office hours", " and ").join(written)
    return pgettext("office hours", "%(hours)s") % {"hours": hours}


def _time(moment: time) -> str:
    if moment.minute:
        return time_format(moment, "G:i")
    # Translators: a whole hour among office hours; German leaves the minutes away: G.
    return time_format(moment, pgettext("time format", "G:i"))
