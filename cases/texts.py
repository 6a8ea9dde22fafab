"""What people type, before it is kept: normalised and within limits, or refused in clear words."""

import textwrap
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# Blanks, separators, and signs without any width such as U+200B.
_BLANK = {"Zs", "Zl", "Zp", "Cc", "Cf"}


def clean_line(field: str, value: str, *, limit: int, required: bool = True) -> str:
    """One line of text: line breaks and double blanks become one blank."""
    return _checked(field, " ".join(_readable(field, value).split()), limit, required)


def clean_text(field: str, value: str, *, limit: int, required: bool = True) -> str:
    """Several lines of text, with line breaks as databases and mails expect them."""
    text = _readable(field, value).replace("\r\n", "\n").replace("\r", "\n")
    return _checked(field, text.strip(), limit, required)


def preview(text: str, limit: int, *, keep_lines: bool = False) -> str:
    """The beginning of a text, as one line unless lines are kept, cut with an ellipsis."""
    shown = text if keep_lines else " ".join(text.split())
    return shown if len(shown) <= limit else f"{shown[: limit - 1].rstrip()}…"


def indented(text: str, *, wrapped: bool = True) -> str:
    """Set in from the margin as text mails quote; broken into their lines unless told otherwise."""
    lines = text.split("\n")
    if wrapped:
        lines = [short for line in lines for short in _short_lines(line)]
    return "\n".join(f"    {line}".rstrip() for line in lines)


def _short_lines(line: str) -> list[str]:
    return textwrap.wrap(line, 64, break_long_words=False) or [""]


def _readable(field: str, value: str) -> str:
    # NFC: "ü" typed as one sign or as two is the same word to a search. NUL and half surrogate
    # pairs no database takes; other control characters nobody sees.
    text = unicodedata.normalize("NFC", value)
    if any(_is_invisible(sign) for sign in text):
        raise ValidationError(
            {field: _("The text holds invisible control characters. Please type it again.")}
        )
    return text


def _is_invisible(sign: str) -> bool:
    category = unicodedata.category(sign)
    return category == "Cs" or (category == "Cc" and sign not in "\t\n\r")


def _checked(field: str, text: str, limit: int, required: bool) -> str:
    if required and all(unicodedata.category(sign) in _BLANK for sign in text):
        raise ValidationError({field: _("Please write something here.")})
    if len(text) > limit:
        raise ValidationError(
            {
                field: _("This is too long: %(length)d characters, at most %(limit)d are possible.")
                % {"length": len(text), "limit": limit}
            }
        )
    return text
