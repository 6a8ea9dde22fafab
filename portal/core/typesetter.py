"""The child process that sets one PDF: `python -I typesetter.py TEMPLATE < data.json`.

Run as a script, in a process of its own and without Django, so that a text that is too much for it
takes nothing with it but itself. It can read its template and nothing else: no other file (the
root is an empty folder), no package, no font of the machine.
"""

import resource
import sys
import tempfile
from pathlib import Path

import typst

_CPU_SECONDS = 20
_MEMORY_BYTES = 1536 * 1024 * 1024


def main(template: str) -> int:
    """Read data from standard input, write the document to standard output."""
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_SECONDS, _CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
    source, data = Path(template).read_bytes(), sys.stdin.buffer.read().decode()
    with tempfile.TemporaryDirectory() as nothing:
        made = typst.compile(  # type: ignore[call-overload] # the stub wants input and root of one type
            source,
            root=nothing,
            package_path=nothing,
            package_cache_path=nothing,
            format="pdf",
            sys_inputs={"data": data},
            ignore_system_fonts=True,
            pdf_standards=["ua-1"],
        )
    sys.stdout.buffer.write(made)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
