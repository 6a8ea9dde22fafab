"""What editors build pages of: text, notice, contact, image. No embeds: they would call others."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    CharBlock,
    ChoiceBlock,
    EmailBlock,
    RichTextBlock,
    StreamBlock,
    StructBlock,
    TextBlock,
)
from wagtail.images.blocks import ImageBlock

from cms.filling import fill, validate_facts

TEXT_FEATURES = ("h2", "h3", "bold", "italic", "ol", "ul", "link")
# The size in which blocks/image.html shows an image.
IMAGE_FILTER = "max-1280x1280"
ANSWER_FEATURES = ("bold", "italic", "ol", "ul", "link")


class FactTextBlock(RichTextBlock):
    """Rich text whose `[[facts]]` are filled in, on the page and in the API."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("features", list(TEXT_FEATURES))
        super().__init__(validators=[validate_facts], **kwargs)

    def get_api_representation(self, value: Any, context: dict[str, Any] | None = None) -> str:
        """The text as the page shows it; stored links and facts mean nothing to an app."""
        if context is None:
            return str(value.source)
        return fill(value.source, context["request"].company)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "cms/blocks/text.html"


class NoticeBlock(StructBlock):
    """Something that must not be overlooked, as a banner."""

    class Kind(models.TextChoices):
        """How loud it is."""

        INFO = "info", _("Good to know")
        ATTENTION = "attention", _("Please note")

    kind = ChoiceBlock(choices=Kind.choices, default=Kind.INFO, label=_("Kind"))
    title = CharBlock(max_length=120, label=_("Title"))
    text = FactTextBlock(features=list(ANSWER_FEATURES), label=_("Text"))

    class Meta:
        icon = "warning"
        label = _("Notice")
        template = "cms/blocks/notice.html"


class ContactBlock(StructBlock):
    """Whom to ask about something, beside the contacts the company keeps in its registers."""

    title = CharBlock(max_length=120, label=_("What about"))
    name = CharBlock(max_length=120, required=False, label=_("Name"))
    phone = CharBlock(max_length=40, required=False, label=_("Phone"))
    email = EmailBlock(required=False, label=_("E-mail"))
    text = TextBlock(max_length=300, required=False, label=_("When and how"))

    class Meta:
        icon = "user"
        label = _("Contact")
        template = "cms/blocks/contact.html"


class BodyBlock(StreamBlock):
    """The body of a page."""

    text = FactTextBlock()
    notice = NoticeBlock()
    contact = ContactBlock()
    # Asks for a description unless the image is marked as decoration.
    image = ImageBlock(label=_("Image"), template="cms/blocks/image.html")

    class Meta:
        template = "cms/blocks/body.html"
