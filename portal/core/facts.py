"""Facts for editors' texts: names and numbers read from the live configuration at render time."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

Value = str | int | Promise


@dataclass(frozen=True)
class Fact:
    """One fact: `label` tells editors what it is, `read` gives today's value for a company."""

    key: str
    label: str | Promise
    # The company's type lies above this room.
    read: Callable[[Any], Value]


_facts: dict[str, Fact] = {}


def register(key: str, label: str | Promise, read: Callable[[], Value]) -> None:
    """Offer a fact of the whole install; called from a room's `ready()`.

    Raises ValueError on a key taken twice.
    """
    register_of_company(key, label, lambda company: read())


def register_of_company(key: str, label: str | Promise, read: Callable[[Any], Value]) -> None:
    """Offer a fact that each company has its own value of. Raises ValueError as `register`."""
    if key in _facts:
        raise ValueError(f"fact {key!r} is registered twice")
    _facts[key] = Fact(key, label, read)


def all_facts() -> list[Fact]:
    """Every fact, sorted by key, for editors' help and for checks."""
    return [_facts[key] for key in sorted(_facts)]


def get(key: str) -> Fact | None:
    """The fact of that key, or None when nobody registered it."""
    return _facts.get(key)
