"""Takes a picture's metadata out without touching its pixels: place, serial number, thumbnail.

Each function walks the parts of its format, keeps what is needed to show the picture, puts in the
given Exif (which side is up), and drops the rest, whatever follows the picture's end included.
"""

import re
import zlib
from collections.abc import Iterator

_EXIF_PREFIX = b"Exif\0\0"

# JPEG markers (ITU-T T.81, annex B)
_SCAN, _END, _COMMENT, _APP0, _APP1, _APP2, _APP14 = 0xDA, 0xD9, 0xFE, 0xE0, 0xE1, 0xE2, 0xEE
_STANDALONE = frozenset([0x01, *range(0xD0, 0xD8)])
# Where a scan ends: a marker that is neither a stuffed byte nor a restart.
_NEXT_MARKER = re.compile(rb"\xff+[^\x00\xff\xd0-\xd7]", re.DOTALL)
# Application segments without which colours would be wrong.
_KEPT_APPS = {_APP0: b"JFIF\0", _APP2: b"ICC_PROFILE\0", _APP14: b"Adobe"}

# PNG: critical parts (first letter a capital) stay, and of the others these.
_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_KEPT_CHUNKS = frozenset(b"tRNS gAMA cHRM sRGB iCCP cICP sBIT pHYs bKGD acTL fcTL fdAT".split())

_WEBP_FLAGS_AT = 8  # within the VP8X chunk, after its name and size
_WEBP_EXIF, _WEBP_XMP = 0x08, 0x04


def strip_jpeg(content: bytes, exif: bytes) -> bytes:
    """The JPEG with its tables, scans and colours only."""
    out = bytearray(b"\xff\xd8")
    if exif:
        out += bytes([0xFF, _APP1]) + (len(exif) + 2).to_bytes(2, "big") + exif
    for marker, segment in _jpeg_segments(content):
        if _is_kept(marker, segment):
            out += segment
    return bytes(out + bytes([0xFF, _END]))


def _is_kept(marker: int, segment: bytes) -> bool:
    if _APP0 <= marker <= 0xEF:
        return segment[4:].startswith(_KEPT_APPS.get(marker, b"never"))
    return marker != _COMMENT


def _jpeg_segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    at = 2
    while True:
        at = content.index(b"\xff", at)
        marker = content[at + 1]
        if marker == 0xFF:  # padding
            at += 1
            continue
        if marker == _END:
            return
        if marker in _STANDALONE:
            end = at + 2
        else:
            end = at + 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        if marker == _SCAN:
            following = _NEXT_MARKER.search(content, end)
            if following is None:
                raise ValueError("the scan has no end")
            end = following.start()
        yield marker, content[at:end]
        at = end


def strip_png(content: bytes, exif: bytes) -> bytes:
    """The PNG without texts, times and Exif."""
    out = bytearray(_PNG_SIGNATURE)
    at, name = len(_PNG_SIGNATURE), b""
    while name != b"IEND":
        size = int.from_bytes(content[at : at + 4], "big")
        name, end = content[at + 4 : at + 8], at + 12 + size
        if len(name) < 4 or end > len(content):
            raise ValueError("a chunk has no end")
        if name[:1].isupper() or name in _KEPT_CHUNKS:
            out += content[at:end]
        if name == b"IHDR" and exif:
            out += _png_chunk(b"eXIf", exif.removeprefix(_EXIF_PREFIX))
        at = end
    return bytes(out)


def _png_chunk(name: bytes, data: bytes) -> bytes:
    check = zlib.crc32(name + data).to_bytes(4, "big")
    return len(data).to_bytes(4, "big") + name + data + check


def strip_webp(content: bytes, exif: bytes) -> bytes:
    """The WebP without Exif and XMP."""
    chunks = bytearray()
    at, end_of_file = 12, 8 + int.from_bytes(content[4:8], "little")
    if end_of_file > len(content):
        raise ValueError("shorter than it says")
    while at + 8 <= end_of_file:
        name, size = content[at : at + 4], int.from_bytes(content[at + 4 : at + 8], "little")
        end = at + 8 + size + size % 2
        chunk = bytearray(content[at:end])
        if name == b"VP8X":
            chunk[_WEBP_FLAGS_AT] &= ~(_WEBP_EXIF | _WEBP_XMP)
            chunk[_WEBP_FLAGS_AT] |= _WEBP_EXIF if exif else 0
        if name not in (b"EXIF", b"XMP "):
            chunks += chunk
        at = end
    if exif:
        data = exif.removeprefix(_EXIF_PREFIX)
        chunks += b"EXIF" + len(data).to_bytes(4, "little") + data + b"\0" * (len(data) % 2)
    return b"RIFF" + (len(chunks) + 4).to_bytes(4, "little") + b"WEBP" + bytes(chunks)
