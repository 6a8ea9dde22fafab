"""Walk wherever links lead, and write down whom the browser asks and what it objects to."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request, Response

# Links that end the session, hand out a file, wait for a selection, or leave for a phone or a mail.
NOT_WALKED = re.compile(r"/abmelden/|/logout/|/oeffnen/|/dateien/|/d/|/bulk/|/preview/|^(?!http)")
# A hundred cases have one page between them, and so have their topics.
ONE_OF_MANY = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d+|(?<=/vorgaenge/neu/)[\w-]+")
LINKS = "Array.from(document.querySelectorAll('a[href]')).map(link => link.href)"


@dataclass
class Walk:
    """What one visitor's browser did: pages seen, hosts asked, and complaints."""

    page: Page
    home: str
    seen: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", self._asked)
        self.page.on("response", self._answered)
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self._complain(f"script: {error}"))

    def through(self, start: str, *, within: str = "/", at_most: int = 40) -> "Walk":
        """Follow links from `start`, each kind of address once, as long as they lie `within`."""
        waiting, known = [self.home + start], {start}
        while waiting and len(self.seen) < at_most:
            address = waiting.pop(0)
            self.page.goto(address)
            self.seen.append(urlsplit(address).path)
            for link in self._new(self.page.evaluate(LINKS), known, within):
                waiting.append(link)
        return self

    def _new(self, links: Iterable[str], known: set[str], within: str) -> Iterable[str]:
        for link in links:
            path = urlsplit(link).path
            kind = ONE_OF_MANY.sub("#", path)
            ours = link.startswith(self.home + within)
            if ours and kind not in known and not NOT_WALKED.search(link):
                known.add(kind)
                yield link

    def _asked(self, request: Request) -> None:
        if request.url.startswith(("http", "ws")) and not request.url.startswith(self.home + "/"):
            self.strangers.append(f"{self.page.url} asks {request.url}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and not response.url.endswith("/favicon.ico"):
            self._complain(f"status {response.status}: {response.url}")

    def _said(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            self._complain(message.text)

    def _complain(self, about: str) -> None:
        self.complaints.append(f"{self.page.url}: {about}")


def sign_in(page: Page, home: str, email: str, password: str) -> None:
    page.goto(f"{home}/konto/anmelden/")
    page.fill("input[type=email]", email)
    page.fill("input[type=password]", password)
    page.press("input[type=password]", "Enter")
    page.wait_for_url(lambda address: "/konto/anmelden/" not in address)
