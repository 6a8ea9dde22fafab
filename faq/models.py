"""Frequent questions: topics, the page that lists them, and one page per answer."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from cms.blocks import ANSWER_FEATURES
from cms.filling import plain, validate_facts
from cms.models import FACTS_PANEL, BasePage
from cms.serializers import FilledTextField
from cms.tree import company_of
from faq.listing import Listing
from faq.querysets import FaqPageManager, FaqTopicQuerySet
from faq.stems import stem_text
from portal.companies.models import Company, CompanyOwned


class FaqTopic(CompanyOwned):
    """A heading of the questions; a public one is readable before login."""

    class Icon(models.TextChoices):
        """The drawings an editor can choose from, by their names in lucide."""

        QUESTION = "circle-question-mark", _("Question mark")
        KEY = "key-round", _("Key")
        HOUSE = "house", _("House")
        LETTER = "message-square-text", _("Letter")
        DOCUMENT = "file-text", _("Document")
        HEATING = "heater", _("Heater")
        WATER = "droplet", _("Drop of water")
        MONEY = "receipt-euro", _("Bill")
        ALARM = "siren", _("Alarm")
        PEOPLE = "users", _("People")
        SHIELD = "shield-check", _("Shield")

    name = models.CharField(_("name"), max_length=80)
    name_en = models.CharField(_("name in English"), max_length=80, blank=True)
    icon = models.CharField(_("icon"), max_length=40, choices=Icon.choices, default=Icon.QUESTION)
    position = models.PositiveSmallIntegerField(_("position"), default=100)
    is_public = models.BooleanField(
        _("readable before login"),
        default=False,
        help_text=_("For example how to sign in, and what to do in an emergency."),
    )

    objects: ClassVar[Any] = FaqTopicQuerySet.as_manager()

    class Meta:
        verbose_name = _("topic of the questions")
        verbose_name_plural = _("topics of the questions")
        ordering = ["position", "name"]
        constraints = [
            models.UniqueConstraint(fields=["company", "name"], name="faq_topic_name_per_company"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The name in the reader's language."""
        return self.name_en if get_language() == "en" and self.name_en else self.name


class FaqIndexPage(BasePage):
    """All questions by topic, with the search; before login only the public topics."""

    own_slug = "faq"
    max_count_per_parent = 1
    parent_page_types: ClassVar[list[str]] = ["cms.HomePage"]
    subpage_types: ClassVar[list[str]] = ["faq.FaqPage"]
    template = "faq/index.html"

    class Meta:
        verbose_name = _("questions and answers")

    def is_open(self) -> bool:
        """Always: it shows nobody more than they may read."""
        return True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what there is to read; `q` searches, `thema` shows one topic alone."""
        context = super().get_context(request, *args, **kwargs)
        company: Company = request.company  # type: ignore[attr-defined] # see accounts.http.PortalRequest
        answers = FaqPage.objects.visible_to(request.user, company)
        words, topic = request.GET.get("q", ""), request.GET.get("thema", "")
        return context | {"listing": Listing(answers, words, topic)}

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        """While somebody types, only what the search changes."""
        return "faq/live.html" if request.htmx else self.template  # type: ignore[attr-defined] # as above

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """One address, two answers: caches must keep them apart."""
        response: HttpResponse = super().serve(request, *args, **kwargs)
        patch_vary_headers(response, ["HX-Request"])
        return response

    def clean(self) -> None:
        """Keep the address that the portal's navigation leads to."""
        super().clean()
        if self.slug != self.own_slug:
            raise ValidationError({"slug": _("The portal leads to this page by “faq”.")})


class FaqPage(BasePage):
    """A question (the title) and its answer."""

    topic = models.ForeignKey(
        FaqTopic, on_delete=models.PROTECT, related_name="+", verbose_name=_("topic")
    )
    answer = RichTextField(_("answer"), features=list(ANSWER_FEATURES), validators=[validate_facts])
    search_words = models.CharField(
        _("other words for it"),
        max_length=200,
        blank=True,
        help_text=_("Words that people type when they look for this answer."),
    )
    related = ParentalManyToManyField(
        "self", blank=True, symmetrical=False, verbose_name=_("related questions")
    )
    # Three lines of stems, the weightiest first: question, other words, answer (faq.search).
    stems = models.TextField(editable=False, blank=True, default="")

    content_panels = [
        FieldPanel("title", heading=_("Question")),
        FieldPanel("topic"),
        FieldPanel("answer"),
        FieldPanel("search_words"),
        FieldPanel("related", widget=CheckboxSelectMultiple),
        FACTS_PANEL,
    ]
    search_fields = [*Page.search_fields, index.SearchField("answer")]
    api_fields = [APIField("topic_title"), APIField("answer", serializer=FilledTextField())]
    parent_page_types: ClassVar[list[str]] = ["faq.FaqIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "faq/page.html"

    objects: ClassVar[Any] = FaqPageManager()

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")

    @property
    def topic_title(self) -> str:
        """The topic in the reader's language."""
        return str(self.topic.title)

    def is_open(self) -> bool:
        """As its topic is."""
        return bool(self.topic.is_public)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the related questions that this reader may see."""
        context = super().get_context(request, *args, **kwargs)
        company: Company = request.company  # type: ignore[attr-defined] # as above
        readable = FaqPage.objects.visible_to(request.user, company)
        chosen = self.related.all()
        # A preview's choices are not in the database yet; otherwise one query does for both.
        previewed: bool = request.is_preview  # type: ignore[attr-defined] # set by Wagtail
        ids = [page.pk for page in chosen] if previewed else chosen.values("pk")
        return context | {"related": readable.filter(pk__in=ids)}

    def clean(self) -> None:
        """Refuse another company's topic."""
        super().clean()
        company = company_of(self)
        if company and self.topic_id and self.topic.company_id != company.pk:
            raise ValidationError({"topic": _("Choose a topic of your own company.")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the stems in step with the text."""
        fields = kwargs.get("update_fields")
        if fields is None or {"title", "answer", "search_words"} & set(fields):
            self.stems = self._stemmed()
            if fields is not None:
                kwargs["update_fields"] = {*fields, "stems"}
        super().save(*args, **kwargs)

    def _stemmed(self) -> str:
        company = company_of(self)
        # Facts have names; whoever saves, they go in as the readers of this text know them.
        with translation.override(settings.LANGUAGE_CODE):
            answer = plain(self.answer, company) if company else ""
        return "\n".join(stem_text(text) for text in (self.title, self.search_words, answer))
