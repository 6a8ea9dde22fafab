"""Every address the resolver knows, as one line of text each."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Route:
    """One address pattern and how to fill it: converters by argument name."""

    pattern: str
    converters: tuple[tuple[str, str], ...]


def all_routes() -> list[Route]:
    """Every leaf of the URL map, each once, in the map's order."""
    return list(dict.fromkeys(_walk(get_resolver(), "", ())))


def _walk(
    resolver: URLResolver, prefix: str, converters: tuple[tuple[str, str], ...]
) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        path = prefix + str(entry.pattern)
        found = (*converters, *_converters(entry.pattern))
        if isinstance(entry, URLResolver):
            yield from _walk(entry, path, found)
        elif isinstance(entry, URLPattern):
            yield Route(path, found)


def _converters(pattern: Any) -> tuple[tuple[str, str], ...]:
    known = getattr(pattern, "converters", {})
    return tuple((name, type(converter).__name__) for name, converter in known.items())
