"""The company's pages: home (a container), properties, and plain content such as the imprint."""

import builtins
from typing import Any, ClassVar

from csp.constants import SELF
from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField, StreamField
from wagtail.images.shortcuts import get_rendition_or_not_found
from wagtail.models import Page
from wagtail.search import index

from cms.blocks import ANSWER_FEATURES, IMAGE_FILTER, BodyBlock
from cms.filling import validate_facts
from cms.forms import CompanyCopyForm, CompanyPageForm
from cms.panels import FactsPanel
from cms.serializers import FilledTextField
from cms.slugs import check_slug
from cms.tree import company_of, is_of
from portal.companies.models import Company
from portal.people.policies import property_policy

FACTS_PANEL = FactsPanel(heading=_("Facts for your texts"), classname="collapsed")


class BasePage(Page):
    """What all our pages share: their company, their address, and who may read them."""

    # Pages are open or behind login by `is_open`, not by Wagtail's restrictions.
    private_page_options: ClassVar[list[str]] = []
    base_form_class = CompanyPageForm
    copy_form_class = CompanyCopyForm
    # The one reserved address a kind of page may have.
    own_slug = ""

    promote_panels = [FieldPanel("slug"), FieldPanel("search_description")]

    class Meta:
        abstract = True

    def is_open(self) -> bool:
        """Whether it is shown before login; closed unless a kind of page says otherwise."""
        return False

    def clean(self) -> None:
        """Refuse an address that belongs to the portal."""
        super().clean()
        check_slug(self.slug, self.get_parent() if self.path else None, self.own_slug)

    def can_move_to(self, parent: Page) -> bool:
        """Never to another company, nor onto an address of the portal."""
        try:
            check_slug(self.slug, parent, self.own_slug)
        except ValidationError:
            return False
        company = company_of(self)
        return company is not None and is_of(parent, company) and bool(super().can_move_to(parent))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the frame: signed in with navigation, else the open one."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        signed_in = request.user.is_authenticated
        return context | {"layout": "base.html" if signed_in else "open.html"}

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The page as readers get it; framed by the editor, as no page of the portal may be."""
        response = TemplateResponse(request, self.get_template(request), self.get_context(request))
        response._csp_replace = {"frame-ancestors": [SELF]}  # type: ignore[attr-defined] # django-csp's own mark
        return response


class HomePage(BasePage):
    """The container of a company's pages; its own texts appear on the login page."""

    # It has no page of its own that a preview could show.
    preview_modes: ClassVar[list[tuple[str, str]]] = []

    claim = models.CharField(
        _("headline at login"),
        max_length=80,
        blank=True,
        help_text=_("For example: Everything about your home in one place"),
    )
    welcome = RichTextField(
        _("text at login"),
        blank=True,
        features=list(ANSWER_FEATURES),
        validators=[validate_facts],
        help_text=_("For example how to get an invitation. Everybody can read it."),
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("claim"),
        FieldPanel("welcome"),
        FACTS_PANEL,
    ]
    api_fields = [APIField("claim"), APIField("welcome", serializer=FilledTextField())]
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = [
        "cms.PropertyIndexPage",
        "cms.ContentPage",
        "faq.FaqIndexPage",
    ]

    class Meta:
        verbose_name = _("home page")

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The start page composes everything; this one is its container."""
        return redirect("home:start")


class PropertyIndexPage(BasePage):
    """The container of the property pages."""

    max_count_per_parent = 1
    parent_page_types: ClassVar[list[str]] = ["cms.HomePage"]
    subpage_types: ClassVar[list[str]] = ["cms.PropertyPage"]

    preview_modes: ClassVar[list[tuple[str, str]]] = []

    class Meta:
        verbose_name = _("property pages")

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The list of one's properties is the portal's."""
        return redirect("home:properties")


class BodyPage(BasePage):
    """A page built of blocks."""

    body = StreamField(BodyBlock(), verbose_name=_("content"), blank=True)

    search_fields = [*Page.search_fields, index.SearchField("body")]

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Scale the images now: whoever reads the page first writes nothing."""
        super().save(*args, **kwargs)
        for block in self.body:
            if block.block_type == "image":
                get_rendition_or_not_found(block.value, IMAGE_FILTER)


class PropertyPage(BodyPage):
    """What editors tell about a property; shown inside the property view."""

    # Empty only on a copy, until another property is chosen.
    property = models.OneToOneField(
        "properties.Property",
        null=True,
        on_delete=models.SET_NULL,
        related_name="page",
        verbose_name=_("property"),
    )

    content_panels = [*Page.content_panels, FieldPanel("property"), FieldPanel("body"), FACTS_PANEL]
    api_fields = [APIField("property_uuid"), APIField("body")]
    exclude_fields_in_copy = ["property"]
    parent_page_types: ClassVar[list[str]] = ["cms.PropertyIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    # Only editors see it, in the preview: the property view around it is not for them.
    template = "cms/property_page.html"

    class Meta:
        verbose_name = _("property page")
        verbose_name_plural = _("property pages")

    @builtins.property  # the field `property` hides the built-in in this class
    def property_uuid(self) -> str | None:
        """Under which name the property goes in addresses and in the API."""
        return str(self.property.uuid) if self.property else None

    def clean(self) -> None:
        """Refuse another company's property."""
        super().clean()
        company = company_of(self)
        if self.property and company and self.property.company_id != company.pk:
            raise ValidationError({"property": _("Choose a property of your own company.")})

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead to the property view; for those who may not see the property there is nothing."""
        company: Company = request.company  # type: ignore[attr-defined] # see accounts.http.PortalRequest
        shown = property_policy.visible_to(request.user, company).filter(page=self).first()
        if shown is None:
            raise Http404
        return redirect("home:property", uuid=shown.uuid)


class ContentPage(BodyPage):
    """Imprint, privacy policy, accessibility statement, help, and whatever else is only text."""

    is_public = models.BooleanField(
        _("readable before login"),
        default=False,
        help_text=_("Needed for imprint, privacy policy and accessibility statement."),
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("is_public"),
        FieldPanel("body"),
        FACTS_PANEL,
    ]
    api_fields = [APIField("is_public"), APIField("body")]
    parent_page_types: ClassVar[list[str]] = ["cms.HomePage", "cms.ContentPage"]
    subpage_types: ClassVar[list[str]] = ["cms.ContentPage"]
    template = "cms/content_page.html"

    class Meta:
        verbose_name = _("content page")
        verbose_name_plural = _("content pages")

    def is_open(self) -> bool:
        """As the editor has said."""
        return bool(self.is_public)
