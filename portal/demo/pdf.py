"""Small real PDFs for the demo's documents."""

import json
from collections.abc import Sequence
from pathlib import Path

import typst

_TEMPLATE = Path(__file__).parent / "letter.typ"


def make_pdf(title: str, company: str, lines: Sequence[str]) -> bytes:
    """A page of German text, tagged for screen readers (PDF/UA-1)."""
    data = json.dumps({"title": title, "company": company, "lines": list(lines)})
    made: bytes = typst.compile(
        str(_TEMPLATE),
        format="pdf",
        # As data, never as markup: a title may hold any sign.
        sys_inputs={"data": data},
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
    )
    return made
