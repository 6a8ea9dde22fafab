"""By which ways news of a case reach its resident, in words for clerks."""

from django.utils.translation import gettext as _

from portal.people.models import Person


def ways_to(person: Person) -> str:
    """By e-mail and in the portal; by letter for whoever has chosen that, or has nothing else."""
    if person.gets_letters:
        return _("by letter")
    if person.user_id is None:
        return _("by e-mail")
    return _("by e-mail and in the portal") if person.email else _("in the portal")
