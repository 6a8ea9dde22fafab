"""Facts for FAQ texts: names and numbers read from the live configuration at render time."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

Value = str | int | Promise


@dataclass(frozen=True)
class Fact:
    """One fact: `label` tells editors what it is, `read` gives today's value."""

    key: str
    label: str | Promise
    read: Callable[[], Value]


_facts: dict[str, Fact] = {}


def register(key: str, label: str | Promise, read: Callable[[], Value]) -> None:
    """Offer a fact; called from a room's `ready()`. Raises ValueError on a key taken twice."""
    if key in _facts:
        raise ValueError(f"fact {key!r} is registered twice")
    _facts[key] = Fact(key, label, read)


def all_facts() -> list[Fact]:
    """Every fact, sorted by key, for editors' help and for checks."""
    return [_facts[key] for key in sorted(_facts)]


def get(key: str) -> Fact | None:
    """The fact of that key, or None when nobody registered it."""
    return _facts.get(key)
