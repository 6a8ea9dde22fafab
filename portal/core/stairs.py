"""The steps of the stairs: how far something has climbed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its word, a date or note below it, and where it lies on the way.

    The last step of a finished way is both done and the place where one stands.
    """

    label: str
    note: str = ""
    done: bool = False
    current: bool = False
