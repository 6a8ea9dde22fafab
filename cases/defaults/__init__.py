"""The topics a new company starts with (domain.md); it may rename, hide or add to them."""

from cases.defaults.damage import DAMAGE
from cases.defaults.matters import MATTERS
from cases.models import CaseCategory
from portal.companies.models import Company


def ensure_default_categories(company: Company) -> None:
    """Add the default topics the company lacks; what it has made of the others stays."""
    present = set(CaseCategory.objects.of(company).values_list("key", flat=True))
    CaseCategory.objects.bulk_create(
        CaseCategory(company=company, position=10 * place, **topic.fields())
        for place, topic in enumerate((*DAMAGE, *MATTERS), start=1)
        if topic.key not in present
    )
