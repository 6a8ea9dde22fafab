"""What a page's texts point at: pages and images, of its own company only."""

from collections import defaultdict
from typing import Any

from wagtail.images import get_image_model
from wagtail.models import Page

from portal.access.admin.tree import images_of, pages_of
from portal.companies.models import Company


def points_outside(page: Page, company: Company) -> bool:
    """Whether a text or an image block points at something of another company.

    Choosers offer no such thing; it takes an id written into the form by hand. What does not exist
    any more is no such thing: Wagtail shows it as a broken link.
    """
    known: dict[type[Any], Any] = {Page: pages_of(company), get_image_model(): images_of(company)}
    for model, ids in _references(page).items():
        kind = Page if issubclass(model, Page) else model
        own = known[kind].values("pk") if kind in known else []
        if kind._default_manager.filter(pk__in=ids).exclude(pk__in=own).exists():
            return True
    return False


def _references(page: Page) -> dict[type[Any], set[str]]:
    found: dict[type[Any], set[str]] = defaultdict(set)
    for field in page._meta.get_fields():
        # Rich text and stream fields; foreign keys are limited by the form's choices.
        if hasattr(field, "extract_references"):
            value = field.value_from_object(page)
            for model, object_id, _model_path, _content_path in field.extract_references(value):
                found[model].add(object_id)
    return found
