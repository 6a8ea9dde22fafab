"""UUIDs that come as text from outside."""

from uuid import UUID


def parse_uuid(text: str) -> UUID | None:
    """The UUID a text names; None for what is none."""
    try:
        return UUID(text)
    except ValueError:
        return None
