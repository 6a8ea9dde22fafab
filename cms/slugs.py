"""First path segments that belong to the portal itself and that no page may take."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.models import Page

# Every first segment of portal.urls; tests/cms holds the two together.
RESERVED = frozenset(
    {
        "_util",
        "admin",
        "api",
        "auftrag",
        "aushang",
        "benachrichtigungen",
        "d",
        "dokumente",
        "faq",
        "healthz",
        "hooks",
        "konto",
        "liegenschaften",
        "marke",
        "media",
        "mehr",
        "metrics",
        "notfall",
        "offline",
        "readyz",
        "sprache",
        "static",
        "stil",
        "stoerungen",
        "vorgaenge",
    }
)
# The home page has depth 2, right below the tree's root.
_HOME_DEPTH = 2


def check_slug(slug: str, parent: Page | None, own: str = "") -> None:
    """Raise ValidationError when a page below the home page would lie at a reserved address.

    `own` is the one reserved word that a kind of page may have because it is meant for it.
    """
    if parent is None or parent.depth != _HOME_DEPTH:
        return
    if slug.lower() in RESERVED - {own}:
        message = _(
            "“%(slug)s” is an address of the portal itself. Please choose another one, "
            "for example “%(slug)s-info”."
        )
        raise ValidationError({"slug": message % {"slug": slug}}, code="reserved")
