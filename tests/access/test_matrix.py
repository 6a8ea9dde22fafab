"""The access matrix: every URL of the resolver, asked by everybody, answered as the table says.

`matrix.txt` is the declared table. A URL that is missing from it fails the test, as does a line
whose URL is gone. After a deliberate change run `python -m tests.access.write`, read the
difference as a reviewer of rights would, and commit it.
"""

import pytest

from portal.demo.cast import Cast
from tests.access.matrix import SUBJECTS, declared, measure, samples
from tests.access.routes import all_routes


def test_every_url_stands_in_the_table_and_every_line_has_its_url() -> None:
    assert [route.pattern for route in all_routes()] == list(declared())


@pytest.mark.parametrize("subject", SUBJECTS)
def test_everybody_gets_what_the_table_declares(cast: Cast, subject: str) -> None:
    table, answers = declared(), measure(cast, subject, samples(cast))
    differences = {
        pattern: f"declared {table[pattern][subject]}, answered {answer}"
        for pattern, answer in answers.items()
        if pattern in table and table[pattern][subject] != answer
    }
    assert differences == {}
