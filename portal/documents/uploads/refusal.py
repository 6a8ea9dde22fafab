"""Why a file is refused, without its name and without words: those are the gate's."""

from typing import ClassVar


class Refused(Exception):
    """The content of a file cannot be accepted."""

    TYPE: ClassVar[str] = "file_type"
    EMPTY: ClassVar[str] = "file_empty"
    SIZE: ClassVar[str] = "file_size"
    CONTENT: ClassVar[str] = "file_content"
    DAMAGED: ClassVar[str] = "file_damaged"
    PASSWORD: ClassVar[str] = "file_password"  # noqa: S105 # a reason, not a password
    PIXELS: ClassVar[str] = "file_pixels"
    MALWARE: ClassVar[str] = "file_malware"
    MACROS: ClassVar[str] = "file_macros"

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
