"""Where private files lie: storages that know no addresses, since only links lead to files."""

from typing import NoReturn

from django.core.files.storage import FileSystemStorage


class PrivateFolder(FileSystemStorage):
    """A folder of the machine; the default, and behind nginx enough for production."""

    def url(self, name: str | None) -> NoReturn:
        """Refuse: whoever asks is about to print an address that must not exist."""
        raise NotImplementedError("A private file has no address; make a link to it.")
