"""Speaks INSTREAM in the place of ClamAV's daemon; knows EICAR, also in archives."""

import io
import socket
import socketserver
import struct
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

# The industry's harmless test file, in two parts: no scanner shall take this very file for it.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + rb"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Clamd(socketserver.ThreadingTCPServer):
    """Answers like clamd; `hangs` never answers, `takes` is its StreamMaxLength in bytes."""

    daemon_threads = True
    allow_reuse_address = True
    hangs = False
    takes = 25 * 1024 * 1024

    @property
    def url(self) -> str:
        """For CLAMD_URL."""
        return f"tcp://127.0.0.1:{self.server_address[1]}"


class _Conversation(socketserver.StreamRequestHandler):
    server: Clamd

    def handle(self) -> None:
        command = self.rfile.readline()
        assert command.rstrip(b"\n\0") in {b"nINSTREAM", b"zINSTREAM"}
        content = b""
        while size := struct.unpack("!L", self.rfile.read(4))[0]:
            content += self.rfile.read(size)
            if len(content) > self.server.takes:
                self.wfile.write(b"INSTREAM size limit exceeded. ERROR\n")
                return
        if self.server.hangs:
            self.request.settimeout(30)
            # Until the other side gives up.
            self.rfile.read(1)
            return
        found = b"Win.Test.EICAR_HDB-1 FOUND" if _has_eicar(content) else b"OK"
        self.wfile.write(b"stream: " + found + b"\n")


def _has_eicar(content: bytes) -> bool:
    if EICAR in content:
        return True
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return False
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return any(_has_eicar(archive.read(name)) for name in archive.namelist())


@contextmanager
def listening() -> Iterator[Clamd]:
    """A daemon on a port of its own."""
    with Clamd(("127.0.0.1", 0), _Conversation) as daemon:
        thread = threading.Thread(target=daemon.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield daemon
        daemon.shutdown()
        thread.join()


def closed_port() -> str:
    """Where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return f"tcp://127.0.0.1:{free.getsockname()[1]}"
