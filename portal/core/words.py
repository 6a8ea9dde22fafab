"""Sizes, dates, phone numbers and initials in the words people read, in their language."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

# A dialled number without a country belongs to the country these companies work in.
_COUNTRY = "+49"


def file_size(size: int | None) -> str:
    """312 kB, 1,8 MB: decimal units, as phones and shops count them."""
    if not size:
        return ""
    if size < 1_000_000:
        return f"{number_format(max(1, round(size / 1000)))}\N{NO-BREAK SPACE}kB"
    return f"{number_format(size / 1_000_000, decimal_pos=1)}\N{NO-BREAK SPACE}MB"


def clock(moment: datetime) -> str:
    """9:12 Uhr."""
    # Translators: date formats are Django's letters; a backslash keeps a letter as it is.
    return date_format(timezone.localtime(moment), pgettext("date format", "G:i"))


def day_short(day: date) -> str:
    """Mi, 25.11.: in tight places. Another year than this one is named."""
    day = local_day(day)
    if day.year == timezone.localdate().year:
        return date_format(day, pgettext("date format", "D, j M"))
    return date_full(day)


def day_long(day: date) -> str:
    """Mittwoch, 25. November: in text. Another year than this one is named."""
    day = local_day(day)
    if day.year == timezone.localdate().year:
        return date_format(day, pgettext("date format", "l, j F"))
    return date_format(day, pgettext("date format", "l, j F Y"))


def date_full(day: date) -> str:
    """25.11.2026."""
    return date_format(local_day(day), pgettext("date format", "j M Y"))


def date_words(day: date) -> str:
    """25. November 2026."""
    return date_format(local_day(day), pgettext("date format", "j F Y"))


def day_near(day: date) -> str:
    """heute, gestern, morgen, the weekday within a week, else the short day."""
    day = local_day(day)
    distance = day - timezone.localdate()
    if distance == timedelta(0):
        return _("today")
    if distance == timedelta(days=-1):
        return _("yesterday")
    if distance == timedelta(days=1):
        return _("tomorrow")
    if abs(distance) < timedelta(days=7):
        return date_format(day, "l")
    return day_short(day)


def moment(value: datetime) -> str:
    """heute, 9:12 Uhr; gestern, 17:05 Uhr; Mi, 25.11., 9:12 Uhr."""
    day = timezone.localtime(value).date()
    near = timezone.localdate() - day <= timedelta(days=1)
    return _("%(day)s, %(time)s") % {
        "day": day_near(day) if near else day_short(day),
        "time": clock(value),
    }


def month_short(day: date) -> str:
    """Nov."""
    return date_format(local_day(day), "N")


def unbroken(text: str) -> str:
    """Times that stay on one line: no break inside "9–12 Uhr"."""
    text = re.sub(r"(\d) ?–(?=\d)", "\\1–\N{WORD JOINER}", text)
    return re.sub(r"(\d) (?=Uhr\b)", "\\1\N{NO-BREAK SPACE}", text)


def phone_uri(number: str) -> str:
    """The number as a `tel:` address; short numbers such as 112 stay as they are."""
    digits = re.sub(r"[^\d+]", "", number.replace("(0)", ""))
    if digits.startswith("00"):
        digits = f"+{digits[2:]}"
    elif digits.startswith("0"):
        digits = _COUNTRY + digits[1:]
    return f"tel:{digits}"


def initials(name: str) -> str:
    """AB for Anna Berger: the first and the last word's first letters."""
    parts = name.split()
    if not parts:
        return ""
    return "".join(part[0] for part in (parts[0], *parts[1:][-1:])).upper()


def local_day(day: date) -> date:
    if isinstance(day, datetime):
        return timezone.localtime(day).date() if timezone.is_aware(day) else day.date()
    return day
