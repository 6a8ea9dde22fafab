"""Office files: archives whose own table of contents says what they are, without macros."""

import zipfile
from io import BytesIO

from portal.documents.uploads.refusal import Refused

_OPEN_XML = "application/vnd.openxmlformats-officedocument."
DOCX = f"{_OPEN_XML}wordprocessingml.document"
XLSX = f"{_OPEN_XML}spreadsheetml.sheet"
ODT = "application/vnd.oasis.opendocument.text"

_MAX_MEMBERS = 5_000
_MAX_UNPACKED = 300 * 1024 * 1024
_MAX_CONTENTS = 1024 * 1024
_ENCRYPTED = 0x1
# Programs inside: VBA and ActiveX of Microsoft, Basic and scripts of OpenDocument.
_PROGRAMS = ("vbaproject.bin", "/activex/", "basic/", "scripts/")


def clean_docx(content: bytes) -> bytes:
    """The document as it came."""
    return _open_xml(content, DOCX)


def clean_xlsx(content: bytes) -> bytes:
    """The sheet as it came."""
    return _open_xml(content, XLSX)


def clean_odt(content: bytes) -> bytes:
    """The text document as it came."""
    if _contents(content, "mimetype") != ODT.encode():
        raise Refused(Refused.CONTENT)
    return content


def _open_xml(content: bytes, kind: str) -> bytes:
    # No XML parser: the one type that must be there is a fixed string.
    if f'"{kind}.main+xml"'.encode() not in _contents(content, "[Content_Types].xml"):
        raise Refused(Refused.CONTENT)
    return content


def _contents(content: bytes, member: str) -> bytes:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            _inspect(archive)
            with archive.open(member) as opened:
                return opened.read(_MAX_CONTENTS)
    except KeyError as error:
        raise Refused(Refused.CONTENT) from error


def _inspect(archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    # Something stands before the archive: the file is two things at once.
    if not members or min(member.header_offset for member in members) != 0:
        raise Refused(Refused.CONTENT)
    unpacked = sum(member.file_size for member in members)
    if len(members) > _MAX_MEMBERS or unpacked > _MAX_UNPACKED:
        raise Refused(Refused.DAMAGED)
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise Refused(Refused.PASSWORD)
    paths = [f"/{member.filename.lower()}" for member in members]
    if any(program in path for path in paths for program in _PROGRAMS):
        raise Refused(Refused.MACROS)
