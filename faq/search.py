"""Searching the answers: stems, parts of compounds, and slips of the pen.

A company has tens of answers, not thousands. They are read in one query, which the page needs
anyway, and compared here: the same hits on SQLite and PostgreSQL, and the rule about who may read
what stays in the query that the caller brings.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from faq.stems import stems

if TYPE_CHECKING:
    from faq.models import FaqPage

# How much a word counts in the question, among the other words for it, in the answer.
_WEIGHTS = (6.0, 4.0, 1.0)
_WHOLE, _BEGINNING, _INSIDE = 1.0, 0.8, 0.5
# Reached only by words of the question and the other words for it.
_TELLING = 2.0
# Shorter parts stand in too many words by chance.
_SHORTEST_BEGINNING, _SHORTEST_INSIDE = 3, 4
_MOST_WORDS = 12
# One or two letters of a word may be wrong.
_CLOSE = 0.8


@dataclass(frozen=True, slots=True)
class _Hit:
    answer: FaqPage
    # One for each word that was typed.
    scores: list[float]


def find(answers: Iterable[FaqPage], text: str) -> list[FaqPage]:
    """The answers that match all words of the text, else those that match any; best first."""
    hits = _hits(answers, text)
    complete = [hit for hit in hits if all(hit.scores)]
    return _ranked(complete or hits)


def about(answers: Iterable[FaqPage], text: str) -> list[FaqPage]:
    """The answers whose question speaks of something in the text; best first.

    For sentences that were not meant as a search: most of their words stand in no answer.
    """
    return _ranked([hit for hit in _hits(answers, text) if max(hit.scores) >= _TELLING])


def _hits(answers: Iterable[FaqPage], text: str) -> list[_Hit]:
    shelf = [(answer, [line.split() for line in answer.stems.split("\n")]) for answer in answers]
    wanted = _without_slips(stems(text)[:_MOST_WORDS], [lines for _answer, lines in shelf])
    hits = [_Hit(answer, [_score(word, lines) for word in wanted]) for answer, lines in shelf]
    return [hit for hit in hits if any(hit.scores)]


def _ranked(hits: list[_Hit]) -> list[FaqPage]:
    # Equals stay in the editors' order: sorting is stable.
    return [hit.answer for hit in sorted(hits, key=lambda hit: -sum(hit.scores))]


def _score(word: str, lines: list[list[str]]) -> float:
    """How well the best place for a word fits."""
    return max(
        (
            weight * _likeness(word, known)
            for weight, line in zip(_WEIGHTS, lines, strict=False)
            for known in line
        ),
        default=0.0,
    )


def _likeness(word: str, known: str) -> float:
    if word == known:
        return _WHOLE
    if len(word) >= _SHORTEST_BEGINNING and known.startswith(word):
        return _BEGINNING
    if len(word) >= _SHORTEST_INSIDE and word in known:
        return _INSIDE
    return 0.0


def _without_slips(words: list[str], shelf: list[list[list[str]]]) -> list[str]:
    """The words, each that occurs nowhere replaced by the closest one that does."""
    known = {stem for lines in shelf for line in lines for stem in line}
    corrected = []
    for word in words:
        if not any(_likeness(word, stem) for stem in known):
            # What is close to nothing stays, and finds nothing.
            word = next(iter(get_close_matches(word, known, n=1, cutoff=_CLOSE)), word)
        corrected.append(word)
    return corrected
