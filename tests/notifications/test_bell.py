"""The bell: quick with a living broker, quick with a dead one, and never an error of the page's."""

import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic

import pytest
from celery import Celery

from portal.notifications import bell

Broker = Callable[..., Celery]


@pytest.fixture
def silent_port() -> Iterator[int]:
    """Somebody takes the call and says nothing, as a frozen broker does."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


@pytest.mark.parametrize("scheme", ["redis", "amqp"])
def test_twenty_rings_at_a_stopped_broker_keep_no_page_waiting(
    broker: Broker, free_port: int, scheme: str
) -> None:
    broker(f"{scheme}://127.0.0.1:{free_port}//")
    assert _seconds_for_twenty_rings() < 2


@pytest.mark.parametrize("scheme", ["redis", "amqp"])
def test_twenty_rings_at_a_frozen_broker_keep_no_page_waiting(
    broker: Broker, silent_port: int, scheme: str
) -> None:
    broker(f"{scheme}://127.0.0.1:{silent_port}//")
    assert _seconds_for_twenty_rings() < 2


def test_a_queue_that_cannot_be_written_is_no_error_of_the_page(
    broker: Broker, tmp_path: Path
) -> None:
    (tmp_path / "queue").write_text("a file where the folder should be")
    broker("filesystem://localhost", **_folders(tmp_path))
    assert _seconds_for_twenty_rings() < 2


def test_the_bell_rings_again_when_the_broker_is_back(
    broker: Broker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broker("filesystem://localhost", **_folders(tmp_path))
    bell.ring(1)
    (tmp_path / "queue").mkdir()
    bell.ring(2)
    assert list((tmp_path / "queue").iterdir()) == []
    monkeypatch.setattr(bell, "monotonic", lambda: monotonic() + bell.SILENCE_SECONDS)
    bell.ring(3)
    assert len(list((tmp_path / "queue").iterdir())) == 1


def _seconds_for_twenty_rings() -> float:
    begin = monotonic()
    for pk in range(20):
        bell.ring(pk)
    return monotonic() - begin


def _folders(path: Path) -> dict[str, str]:
    return {
        "data_folder_in": str(path / "queue"),
        "data_folder_out": str(path / "queue"),
        "control_folder": str(path / "control"),
    }
