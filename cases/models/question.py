"""CategoryQuestion: what a topic asks beside what has happened, and emergency questions."""

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cases.models.category import CaseCategory
from portal.companies.models import CompanyOwned


class CategoryQuestion(CompanyOwned):
    """One question of a topic; what residents answer is copied into their case."""

    class Kind(models.TextChoices):
        """How it is answered, or that a yes means: call, do not write."""

        EMERGENCY = "emergency", _("Emergency question: yes or no")
        TEXT = "text", _("Text")
        NUMBER = "number", _("Number")
        DATE = "date", _("Date")
        CHOICE = "choice", _("Choice")
        PHOTO = "photo", _("Photo wanted")

    category = models.ForeignKey(
        CaseCategory,
        on_delete=models.CASCADE,
        related_name="questions",
        verbose_name=_("case category"),
    )
    kind = models.CharField(_("kind of answer"), max_length=10, choices=Kind.choices)
    label = models.CharField(_("question"), max_length=150)
    label_en = models.CharField(_("question in English"), max_length=150, blank=True)
    hint = models.CharField(_("hint"), max_length=200, blank=True)
    hint_en = models.CharField(_("hint in English"), max_length=200, blank=True)
    choices = models.TextField(
        _("choices"), blank=True, help_text=_("One a line, for a choice only.")
    )
    choices_en = models.TextField(
        _("choices in English"), blank=True, help_text=_("In the same order, one a line.")
    )
    is_required = models.BooleanField(_("must be answered"), default=False)
    position = models.PositiveSmallIntegerField(_("position"), default=10)

    class Meta:
        verbose_name = _("question of a topic")
        verbose_name_plural = _("questions of topics")
        ordering = ["category", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["emergency", "text", "number", "date", "choice", "photo"]),
                name="case_question_kind_known",
            ),
            models.CheckConstraint(
                condition=(Q(kind="choice") & ~Q(choices="")) | (~Q(kind="choice") & Q(choices="")),
                name="case_question_choices_of_choice",
                violation_error_message=_("A choice needs its choices, and nothing else has any."),
            ),
            # Nobody is kept from reporting for want of a camera.
            models.CheckConstraint(
                condition=Q(is_required=False) | ~Q(kind__in=["emergency", "photo"]),
                name="case_question_may_be_required",
                violation_error_message=_("A photo and an emergency question are never required."),
            ),
        ]
        indexes = [models.Index(fields=["category", "position"], name="case_question_of_category")]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The question in the reader's language."""
        return self.label_en if get_language() == "en" and self.label_en else self.label

    @property
    def hint_text(self) -> str:
        """The hint in the reader's language."""
        return self.hint_en if get_language() == "en" and self.hint_en else self.hint

    def words(self, value: str) -> str:
        """A choice in the reader's language."""
        return dict(self.options)[value] if get_language() == "en" else value

    @property
    def options(self) -> list[tuple[str, str]]:
        """The choices: the value that is kept, which is the German, and the English words."""
        german = _lines(self.choices)
        english = _lines(self.choices_en)
        return [
            (value, english[place] if place < len(english) else value)
            for place, value in enumerate(german)
        ]


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
