"""Files as people send them, honest and otherwise."""

import zipfile
from io import BytesIO
from typing import Any

import pillow_heif
from PIL import Image

_CONTENT_TYPES = (
    '<?xml version="1.0"?><Types><Override PartName="/main.xml" ContentType="{kind}.main+xml"/>'
    "</Types>"
)
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCM = "application/vnd.ms-word.document.macroEnabled"
ODT = "application/vnd.oasis.opendocument.text"
GPS, CAMERA, SERIAL, ORIENTATION = 0x8825, 0x0110, 0xA431, 0x0112


def photo(format: str = "JPEG", size: tuple[int, int] = (64, 48), **options: Any) -> bytes:
    """A picture whose left half is red and whose right half is blue."""
    image = Image.new(options.pop("mode", "RGB"), size, "red")
    image.paste("blue", (size[0] // 2, 0, *size))
    out = BytesIO()
    image.save(out, format, **options)
    return out.getvalue()


def phone_exif(orientation: int = 6) -> bytes:
    """What a phone notes: the camera, its number, which side is up, and the place."""
    exif = Image.Exif()
    exif[CAMERA] = "Phone of Anna Berger"
    exif[ORIENTATION] = orientation
    exif.get_ifd(0x8769)[SERIAL] = "SERIAL-4711"
    place = exif.get_ifd(GPS)
    place[1], place[2], place[3], place[4] = "N", (51.0, 20.0, 0.0), "E", (12.0, 22.0, 0.0)
    return exif.tobytes()


def heic(**options: Any) -> bytes:
    """A photo of a newer phone."""
    out = BytesIO()
    made = pillow_heif.from_pillow(Image.open(BytesIO(photo())))
    made.save(out, **options)
    return out.getvalue()


def open_xml(kind: str = DOCX, *members: str, before: bytes = b"") -> bytes:
    """An archive as Word and Excel write it."""
    return before + _archive({"[Content_Types].xml": _CONTENT_TYPES.format(kind=kind)}, *members)


def open_document(*members: str) -> bytes:
    """An archive as LibreOffice writes it."""
    return _archive({"mimetype": ODT}, *members)


def _archive(known: dict[str, str], *members: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in (known | dict.fromkeys(members, "x")).items():
            archive.writestr(name, text)
    return out.getvalue()
