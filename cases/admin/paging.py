"""Paging without count(*): a queue of a hundred thousand cases opens like one of ten."""

from typing import Any

from django.core.paginator import Page
from wagtail.admin.paginator import WagtailPaginator

# Nobody leafs further than to page 9999.
_DIGITS = 4


class UncountedPaginator(WagtailPaginator):
    """Reads one row more than it shows, and so knows whether there is a next page."""

    # What the last page read has shown; Django's own count would be a query.
    _seen = 0
    _number = 1
    _more = False

    def get_page(self, number: Any) -> "Page[Any]":
        """Any nonsense is the first page."""
        text = str(number or "")
        # Python refuses to read numbers of thousands of digits.
        is_number = len(text) <= _DIGITS and text.isdecimal() and int(text) > 0
        return self.page(int(text) if is_number else 1)

    def page(self, number: Any) -> "Page[Any]":
        """The rows of one page."""
        start = (number - 1) * self.per_page
        rows = list(self.object_list[start : start + self.per_page + 1])
        self._more = len(rows) > self.per_page
        self._seen = start + len(rows)
        shown: Page[Any] = self._get_page(rows[: self.per_page], number, self)
        self._number = number
        return shown

    @property
    def count(self) -> int:
        """At least so many: what lies before and on this page."""
        return self._seen

    @property
    def num_pages(self) -> int:
        """At least so many."""
        return self._number + self._more

    def get_elided_page_range(self, *args: Any, **kwargs: Any) -> list[int]:
        """No numbers of pages nobody has counted."""
        return []
