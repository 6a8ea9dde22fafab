"""Photos and pictures: opened by Pillow within bounds, freed of their metadata."""

from collections.abc import Callable
from io import BytesIO
from typing import TypeVar

import pillow_heif
from PIL import Image, ImageOps, ImageSequence

from portal.documents.uploads import metadata
from portal.documents.uploads.refusal import Refused

Result = TypeVar("Result")

# A phone's 50-megapixel photo passes; decoded it takes at most 200 MB.
MAX_PIXELS = 50_000_000
# What can be drawn small: by type, Pillow's name of the format.
FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP", "image/gif": "GIF"}
# The longer side of a preview: 8rem on a sharp screen.
PREVIEW_PIXELS = 320
_ORIENTATION = 0x0112
_BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)


def clean_jpeg(content: bytes) -> bytes:
    """The photo without Exif, XMP, IPTC and comments, its pixels untouched."""
    return _cleaned(content, "JPEG", metadata.strip_jpeg)


def clean_png(content: bytes) -> bytes:
    """The picture without texts and Exif."""
    return _cleaned(content, "PNG", metadata.strip_png)


def clean_webp(content: bytes) -> bytes:
    """The picture without Exif and XMP."""
    return _cleaned(content, "WEBP", metadata.strip_webp)


def clean_gif(content: bytes) -> bytes:
    """The picture, written anew: comments and whatever follows the picture are gone."""

    def rewrite(image: Image.Image) -> bytes:
        frames = getattr(image, "n_frames", 1)
        if image.width * image.height * frames > MAX_PIXELS:
            raise Refused(Refused.PIXELS)
        loop = {"loop": image.info["loop"]} if "loop" in image.info else {}
        copies = [frame.copy() for frame in ImageSequence.Iterator(image)]
        out = BytesIO()
        copies[0].save(out, "GIF", save_all=True, append_images=copies[1:], comment=b"", **loop)
        return out.getvalue()

    return _opened(content, "GIF", rewrite)


def heic_as_jpeg(content: bytes) -> bytes:
    """A phone's HEIC photo as JPEG, upright, without its metadata."""
    photo = pillow_heif.open_heif(content, convert_hdr_to_8bit=True)
    _bound(photo.size)
    out = BytesIO()
    # libheif has turned it upright; the colour profile stays, where and when do not.
    profile = photo.info.get("icc_profile")
    photo.to_pillow().convert("RGB").save(out, "JPEG", quality=88, icc_profile=profile)
    return out.getvalue()


def small_webp(content: bytes, format: str) -> bytes:
    """The picture upright and small, to stand beside a name; of an animation the beginning."""

    def shrink(image: Image.Image) -> bytes:
        # A JPEG is decoded at a fraction of its size already.
        image.draft("RGB", (2 * PREVIEW_PIXELS, 2 * PREVIEW_PIXELS))
        upright = ImageOps.exif_transpose(image)
        upright.thumbnail((PREVIEW_PIXELS, PREVIEW_PIXELS))
        out = BytesIO()
        upright.convert("RGBA" if "A" in upright.getbands() else "RGB").save(
            out, "WEBP", quality=75
        )
        return out.getvalue()

    return _opened(content, format, shrink)


def _cleaned(content: bytes, format: str, strip: Callable[[bytes, bytes], bytes]) -> bytes:
    exif = _opened(content, format, _orientation_only)
    stripped = strip(content, exif)
    # What is stored is what was opened, hence after stripping.
    _opened(stripped, format, _decode)
    return stripped


def _opened(content: bytes, format: str, use: Callable[[Image.Image], Result]) -> Result:
    try:
        # Opening reads the header alone.
        with Image.open(BytesIO(content), formats=(format,)) as image:
            _bound(image.size)
            return use(image)
    except _BOMBS as error:
        raise Refused(Refused.PIXELS) from error


def _bound(size: tuple[int, int]) -> None:
    if size[0] * size[1] > MAX_PIXELS:
        raise Refused(Refused.PIXELS)


def _decode(image: Image.Image) -> None:
    # A JPEG is read to its end, but at an eighth of its size: little memory. Others ignore it.
    image.draft(None, (max(1, image.width // 8), max(1, image.height // 8)))
    image.load()


def _orientation_only(image: Image.Image) -> bytes:
    """Exif that says which side is up and nothing else; empty when the photo stands upright."""
    try:
        orientation = image.getexif().get(_ORIENTATION, 1)
    except Exception:  # whatever a crooked Exif makes Pillow raise: it is thrown away anyway
        return b""
    if orientation not in range(2, 9):
        return b""
    exif = Image.Exif()
    exif[_ORIENTATION] = orientation
    return exif.tobytes()
