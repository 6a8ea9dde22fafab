"""Who reads a case beside its resident, and by which name each letter is signed."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cases.models import Case, CaseMessage, CaseParticipant
from portal.accounts.models import User


@dataclass(frozen=True)
class Readers:
    """Everybody the case is or was shared with; the company knows them by its own record."""

    case: Case
    rows: Sequence[CaseParticipant]

    @property
    def living(self) -> list[CaseParticipant]:
        """Who reads it today."""
        return [row for row in self.rows if row.is_living]

    def author_of(self, message: CaseMessage) -> str:
        """Who has signed it; a clerk who has left is the company.

        Of a login that is gone, a shared case no longer knows whose it was: no name is put to it.
        """
        if message.by_staff:
            return str(message.author) if message.author else self.case.company.name
        if self._is_written_down(message):
            return str(self.case.opened_for)
        if message.author_id is None and self.rows:
            return _("Somebody who has left")
        for row in self.rows:
            if row.person.user_id is not None and row.person.user_id == message.author_id:
                return str(row.person)
        return str(self.case.opened_for)

    def clerk_of(self, message: CaseMessage) -> str:
        """Who has written down what the resident said elsewhere, in a sentence; else empty."""
        if not self._is_written_down(message):
            return ""
        clerk = message.author or self.case.company.name
        words = {"name": clerk, "source": self.case.get_source_display()}
        return _("Written down by %(name)s (%(source)s)") % words

    def is_by(self, message: CaseMessage, user: User) -> bool:
        """Whether it is this reader's own word, whoever has written it down."""
        if self._is_written_down(message):
            return self.case.opened_for.user_id == user.pk
        return message.author_id == user.pk

    def _is_written_down(self, message: CaseMessage) -> bool:
        on_behalf = self.case.source in Case.ON_BEHALF
        return on_behalf and not message.by_staff and message.author_id == self.case.opened_by_id

    def names(self) -> dict[str, str]:
        """Names by the UUIDs that events hold."""
        return {str(row.person.uuid): str(row.person) for row in self.rows}


def readers_of(case: Case) -> Readers:
    """One query, however many they are; none where `with_names` knows it was never shared."""
    if not getattr(case, "was_shared", True):
        return Readers(case, [])
    return Readers(case, list(case.participants.with_standing()))
