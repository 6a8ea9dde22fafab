"""Private files in an S3-compatible bucket; apart from `storage`, since the library is large."""

from typing import NoReturn

from storages.backends.s3 import S3Storage


class PrivateBucket(S3Storage):
    """A bucket whose objects nobody but the portal reads."""

    def url(self, *args: object, **kwargs: object) -> NoReturn:
        """Refuse: a presigned address would work without asking anybody's rights."""
        raise NotImplementedError("A private file has no address; make a link to it.")
