"""Panels of the page editor."""

from typing import Any

from wagtail.admin.panels import HelpPanel

from cms.filling import fact_text
from portal.core import facts


class FactsPanel(HelpPanel):
    """The facts an editor may put into a text, each with today's value."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("template", "cms/panels/facts.html")
        super().__init__(**kwargs)

    class BoundPanel(HelpPanel.BoundPanel):
        """Bound to the request, which knows the company."""

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add the rows: what to type, what it is, what it says today."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            company = self.request.company
            rows = [(f.key, f.label, fact_text(f, company)) for f in facts.all_facts()]
            return context | {"facts": rows}
