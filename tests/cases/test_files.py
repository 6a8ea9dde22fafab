"""Files of a case: kept with their message or not at all, and opened by those who read it."""

from pathlib import Path

import pytest
from django.conf import settings

from cases.models import Attachment, Case
from cases.status import TransitionError
from portal.demo.cast import Cast
from portal.documents import links, uploads
from portal.people.models import Occupancy
from tests.doors import door
from tests.stories import annas_case, answer, picture


def on_disk() -> set[Path]:
    return {path for path in Path(settings.PRIVATE_ROOT).rglob("*") if path.is_file()}


def test_up_07_a_message_that_is_not_kept_leaves_no_file_behind(cast: Cast) -> None:
    case = annas_case(cast)
    before = on_disk()
    with pytest.raises(TransitionError):
        answer(case, cast.stefan, files=uploads.check([picture()]), next_status="closed")
    assert on_disk() == before
    assert not Attachment.objects.exists()


def test_up_07_a_case_whose_last_step_fails_leaves_no_file_behind(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk of the counter's table is full, say: after the files were written."""
    before = on_disk()

    def fail(*_args: object) -> str:
        raise OSError("no space left on device")

    monkeypatch.setattr("cases.actions.opening.next_number", fail)
    with pytest.raises(OSError, match="no space"):
        annas_case(cast, files=uploads.check([picture(), picture("zwei.jpg")]))
    assert on_disk() == before
    assert not Case.objects.exists()


def test_up_12_the_same_name_twice_is_two_files(cast: Cast) -> None:
    case = annas_case(cast, files=uploads.check([picture(), picture()]))
    first, second = case.attachments.all()
    assert first.file.name != second.file.name
    assert first.sha256 == second.sha256


@pytest.mark.parametrize("who", ["ben", "clara", "dora", "eva", "kai"])
def test_a_link_made_for_annas_file_opens_for_nobody_else(cast: Cast, who: str) -> None:
    case = annas_case(cast, files=uploads.check([picture()]))
    path = f"/vorgaenge/{case.uuid}/dateien/{case.attachments.get().uuid}/"
    company = cast.kastanie if who in {"clara", "kai"} else cast.linde
    assert door(getattr(cast, who), company).get(path).status_code == 404


def test_a_link_dies_with_the_right_to_see_the_case(cast: Cast) -> None:
    case = annas_case(cast, files=uploads.check([picture()]))
    path = links.link_path(kind="attachment", file=case.attachments.get(), user=cast.anna)
    anna = door(cast.anna, cast.linde)
    assert anna.get(path).status_code == 200
    Occupancy.objects.filter(person__user=cast.anna).delete()
    assert anna.get(path).status_code in {403, 404, 410}
