"""Logos that companies have chosen in the admin, before a story begins."""

import gc
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from PIL import Image, ImageDraw
from wagtail.images import get_image_model

from portal.accounts.groups import collection_of
from portal.companies.models import Company


def disc(size: int = 400, colour: str = "#224488", ground: str | None = None) -> bytes:
    """A round sign as PNG, transparent around it unless it has a ground."""
    picture = Image.new("RGBA", (size, size), ground or (0, 0, 0, 0))
    ImageDraw.Draw(picture).ellipse((size // 8, size // 8, size * 7 // 8, size * 7 // 8), colour)
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def choose_logo(company: Company, content: bytes) -> Company:
    """The company with this picture as its logo, as the next request finds it."""
    logo = get_image_model().objects.create(
        title="Logo",
        file=ImageFile(BytesIO(content), name="logo.png"),
        collection=collection_of(company),
    )
    branding = company.branding
    branding.logo = logo
    branding.save()
    return Company.objects.get(pk=company.pk)


def break_logo(company: Company, content: bytes | None) -> None:
    """Something else lies where the logo's file was, or nothing at all."""
    file = company.branding.logo.file
    name, storage = file.name, file.storage
    storage.delete(name)
    if content is not None:
        assert storage.save(name, ContentFile(content)) == name


@contextmanager
def fresh_sizes() -> Iterator[None]:
    """Wagtail leaves the temporary file of a fresh size to the garbage collector."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        yield
        gc.collect()
