"""Lucide's drawings, inlined without size and stroke: the stylesheet's `.i` gives both."""

from __future__ import annotations

import re
from functools import lru_cache

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from lucide import IconDoesNotExist
from lucide.templatetags.lucide import lucide

_FALLBACK = "circle"
_INNER = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)


def exists(name: str) -> bool:
    """Whether lucide has a drawing of this name."""
    try:
        lucide(name)
    except IconDoesNotExist:
        return False
    return True


@lru_cache(maxsize=256)
def icon_svg(name: str, css: str = "i") -> SafeString:
    """The drawing as decoration beside words; a name nobody knows draws a circle."""
    try:
        drawing = lucide(name)
    except IconDoesNotExist:
        drawing = lucide(_FALLBACK)
    match = _INNER.search(drawing)
    inner = re.sub(r"\s*\n\s*", "", match.group(1)) if match else ""
    return format_html(
        '<svg class="{}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>',
        css,
        mark_safe(inner),  # noqa: S308 - lucide's own file from its wheel, no word of a person in it
    )
