"""What people do in a browser again and again: come in, choose a file."""

from playwright.sync_api import BrowserContext, FilePayload

from portal.accounts.models import User
from portal.companies.models import Company
from tests.doors import door
from tests.stories import paper, picture


def let_in(window: BrowserContext, address: str, user: User, company: Company) -> None:
    """Give a window the session of somebody who signed in before."""
    cookies = door(user, company).cookies.values()
    window.add_cookies([{"name": c.key, "value": c.value, "url": address} for c in cookies])


def a_photo(name: str = "heizkoerper.jpg") -> FilePayload:
    """A picture as the file chooser of a phone hands it over."""
    return {"name": name, "mimeType": "image/jpeg", "buffer": picture(name).read()}


def a_paper(name: str = "mietvertrag.pdf") -> FilePayload:
    """A PDF from somebody's disk."""
    return {"name": name, "mimeType": "application/pdf", "buffer": paper(name).read()}
