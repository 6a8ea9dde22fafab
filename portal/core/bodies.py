"""Refuses a request that is too large before a byte of it is stored (UP-03)."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

from portal.core import conf

# For a form's texts beside its files.
_TEXTS = 1024 * 1024


class BoundedBodyHandler(FileUploadHandler):
    """The first of FILE_UPLOAD_HANDLERS: looks at the announced length, leaves the rest to others.

    The server reads no further than a request announces, so the announcement can be believed.
    """

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, Any],
        content_length: int,
        boundary: Any,
        encoding: str | None = None,
    ) -> None:
        """Raise RequestDataTooBig, which is answered with 413, for more than any form may send."""
        if content_length > conf.upload_max_files() * conf.upload_max_bytes() + _TEXTS:
            raise RequestDataTooBig("The request is larger than all files a form may carry.")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Pass everything on."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Keep nothing."""
