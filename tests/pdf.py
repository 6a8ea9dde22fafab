"""PDFs as a reader sees them: their words, page by page."""

import pypdfium2


def pages_of(content: bytes) -> list[str]:
    """The text of each page, blanks and line breaks folded."""
    opened = pypdfium2.PdfDocument(content)
    return [" ".join(page.get_textpage().get_text_range().split()) for page in opened]


def text_of(content: bytes) -> str:
    """All of it."""
    return " ".join(pages_of(content))
