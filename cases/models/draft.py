"""Draft: what somebody has typed and uploaded, and not yet sent."""

import builtins
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models.case import Case, CaseMessage
from cases.models.category import CaseCategory
from portal.accounts.models import User
from portal.companies.models import Company, CompanyOwned, CompanyQuerySet
from portal.documents.models import StoredFile


class DraftQuerySet(CompanyQuerySet):
    """Questions about drafts."""

    def written_by(self, author: User, company: Company) -> Self:
        """The author's own here, without what was sent meanwhile from a page still open."""
        key = {"submission_key": OuterRef("submission_key")}
        cases = Case.objects.filter(opened_by=OuterRef("author"), **key)
        messages = CaseMessage.objects.filter(author=OuterRef("author"), **key)
        return self.of(company).filter(~Exists(cases), ~Exists(messages), author=author)


class Draft(CompanyOwned):
    """An unsent report (topic and property) or answer (case), of one page that was opened.

    The page's `submission_key` is its key, so that two open pages never overwrite each other.
    """

    wagtail_reference_index_ignore = True

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts"
    )
    submission_key = models.UUIDField(editable=False)
    category = models.ForeignKey(
        CaseCategory, null=True, on_delete=models.CASCADE, related_name="drafts"
    )
    property = models.ForeignKey(
        "properties.Property", null=True, on_delete=models.CASCADE, related_name="drafts"
    )
    case = models.ForeignKey(Case, null=True, on_delete=models.CASCADE, related_name="drafts")
    # The fields of the form as typed: only what is sent is checked.
    values = models.JSONField(default=dict, blank=True)
    updated_at = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[Any] = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        ordering = ["-updated_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["author", "submission_key"], name="case_draft_per_page"
            ),
            models.CheckConstraint(
                condition=Q(case=None, category__isnull=False, property__isnull=False)
                | Q(case__isnull=False, category=None, property=None),
                name="case_draft_of_report_or_answer",
            ),
        ]
        indexes = [models.Index(fields=["author", "-updated_at"], name="case_draft_of_author")]

    def __str__(self) -> str:
        return f"{self.author_id}: {self.submission_key}"

    @builtins.property  # the field `property` hides the built-in in this class
    def title(self) -> str:
        """What its author would call it: the subject so far, or the topic."""
        return self.values.get("subject", "").strip() or str(self.category or self.case)

    @builtins.property
    def path(self) -> str:
        """Where its author goes on."""
        if self.category and self.property:
            # There one sees all of it, or is led to the first gap.
            check = reverse("cases:new-step", args=[self.category.key, "pruefen"])
            return f"{check}?liegenschaft={self.property.uuid}&entwurf={self.submission_key}"
        return reverse("cases:detail", args=[self.case.uuid]) if self.case else ""


class DraftFile(StoredFile):
    """A file that waits for its report or answer to be sent; then it becomes an Attachment."""

    wagtail_reference_index_ignore = True

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="files")

    class Meta:
        verbose_name = _("file of a draft")
        verbose_name_plural = _("files of drafts")
        ordering = ["pk"]
