"""Write the access matrix anew from today's answers: `python -m tests.access.write`.

For the reviewer of a change: what it writes is a proposal, the difference is what counts.
"""

import sys

import pytest


def main() -> int:
    """Run the measuring test, which writes the table instead of comparing it."""
    return pytest.main(
        [
            "-q",
            "-p",
            "no:cacheprovider",
            "-n0",
            "-o",
            "faulthandler_timeout=0",
            "tests/access/writing.py",
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
