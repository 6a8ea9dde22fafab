"""The proposal of a new table; collected only by `python -m tests.access.write`."""

from portal.demo.cast import Cast
from tests.access.matrix import SUBJECTS, TABLE, measure, samples
from tests.access.routes import all_routes

HEAD = f"""\
# Every URL pattern | what a GET is answered to: {" ".join(SUBJECTS)}
# login: sent to the login page; home: Wagtail's "not permitted"; 302: sent on to another page.
"""


def test_write_the_table(cast: Cast) -> None:
    filled = samples(cast)
    answers = {subject: measure(cast, subject, filled) for subject in SUBJECTS}
    width = max(len(route.pattern) for route in all_routes())
    lines = [
        f"{route.pattern:<{width}} | "
        + " ".join(f"{answers[subject][route.pattern]:>5}" for subject in SUBJECTS)
        for route in all_routes()
    ]
    TABLE.write_text(HEAD + "\n".join(lines) + "\n")
