"""A screen as the walks know it: an address, who looks at it, and what they do there first."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

Act = Callable[[Page], object]
STRANGER = ""


@dataclass(frozen=True)
class Screen:
    """A page by the name of its picture, who looks at it, and what they do there first."""

    name: str
    path: str
    who: str = "anna"
    act: Act | None = None
    company: str = "linde"

    @property
    def is_staffs(self) -> bool:
        """Whether it lies in the admin, within Wagtail's menu and header."""
        return self.path.startswith("/admin/")
