"""CaseRating: how content a resident was with what became of their case."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models.case import Case
from portal.companies.models import CompanyOwned


class CaseRating(CompanyOwned):
    """One word of the resident about their case, from its end on; a later one replaces it."""

    wagtail_reference_index_ignore = True

    class Score(models.IntegerChoices):
        """How content they were."""

        VERY_CONTENT = 5, _("Very content")
        CONTENT = 4, _("Content")
        UNDECIDED = 3, _("So-so")
        DISCONTENT = 2, _("Discontent")
        VERY_DISCONTENT = 1, _("Very discontent")

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="rating")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    score = models.PositiveSmallIntegerField(_("rating"), choices=Score.choices)
    comment = models.CharField(_("comment"), max_length=1000, blank=True)
    rated_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")
        ordering = ["-rated_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(score__gte=1, score__lte=5), name="case_rating_score_known"
            ),
        ]
        indexes = [models.Index(fields=["company", "-rated_at"], name="case_rating_of_company")]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.score}"
