"""Facts in editors' texts: `[[key]]` is replaced by today's value when a text is shown."""

import re

from django.core.exceptions import ValidationError
from django.utils.html import escape, strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from wagtail.rich_text import expand_db_html, get_text_for_indexing

from portal.companies.models import Company
from portal.core import facts

_PLACEHOLDER = re.compile(r"\[\[\s*([a-z0-9_]+)\s*\]\]")
_ANY_BRACKETS = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)


def fill(html: str, company: Company) -> SafeString:
    """Rich text as a page shows it: links expanded, facts filled in.

    Each value is escaped and put in once; brackets inside a value are not looked at again. A key
    that nobody registers any more stays as it was typed, for editors to see.
    """

    def value(match: re.Match[str]) -> str:
        fact = facts.get(match[1])
        return str(match[0] if fact is None else escape(fact_text(fact, company)))

    # Rich text was cleaned by Wagtail's editor on its way in; the values are escaped here.
    return mark_safe(_PLACEHOLDER.sub(value, expand_db_html(html)))  # noqa: S308


def plain(html: str, company: Company) -> str:
    """Rich text as words, facts filled in: for the search and for suggestions."""
    text: str = get_text_for_indexing(fill(html, company))
    return text


def fact_text(fact: facts.Fact, company: Company) -> str:
    """Today's value of a fact, or words that say it is missing: never a hole in a sentence."""
    return str(fact.read(company)) or _("(not given yet)")


def validate_facts(html: str) -> None:
    """Refuse placeholders that would stay empty: unknown, or with formatting inside."""
    usable = set(_PLACEHOLDER.findall(html))
    for inner in _ANY_BRACKETS.findall(strip_tags(html)):
        key = inner.strip()
        if facts.get(key) is None:
            known = ", ".join(fact.key for fact in facts.all_facts())
            raise ValidationError(
                _("There is no fact “%(key)s”. Known are: %(known)s."),
                code="unknown_fact",
                params={"key": key, "known": known},
            )
        if key not in usable:
            raise ValidationError(
                _("Please write “[[%(key)s]]” without bold or other formatting inside."),
                code="broken_fact",
                params={"key": key},
            )
