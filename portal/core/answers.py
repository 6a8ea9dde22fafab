"""Answer suggestions: `faq` offers them, `cases` asks for them; neither imports the other."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Answer:
    """One suggested answer: a title and the address that holds it."""

    title: str
    path: str


# (company, text, limit) -> answers; the company's type lies above this room.
Source = Callable[[Any, str, int], list[Answer]]

_sources: dict[str, Source] = {}


def register(name: str, source: Source) -> None:
    """Offer a source of answers. Raises ValueError on a name taken twice."""
    if name in _sources:
        raise ValueError(f"answer source {name!r} is registered twice")
    _sources[name] = source


def suggest(company: Any, text: str, limit: int = 3) -> list[Answer]:
    """At most `limit` answers from all sources that match the text, best first."""
    found: list[Answer] = []
    for source in _sources.values():
        found.extend(source(company, text, limit - len(found)))
        if len(found) >= limit:
            break
    return found
