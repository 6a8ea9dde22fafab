"""StoredFile (base of every private file), Document with its audience, and the access log."""

import builtins
from pathlib import PurePosixPath
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.storage import storages
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from portal.companies.models import CompanyOwned
from portal.documents.audience import Audience
from portal.documents.querysets import DocumentQuerySet
from portal.documents.scanner import Scan
from portal.documents.uploads.images import FORMATS


def private_storage() -> Any:
    """The storage of residents' files; a callable, so that migrations name no backend."""
    return storages["private"]


def private_key(instance: "StoredFile", filename: str) -> str:
    """A generated key: nothing a person typed becomes part of a path."""
    return f"{instance.company.uuid}/{instance.uuid.hex[:2]}/{instance.uuid.hex}"


class StoredFile(CompanyOwned):
    """A private file: generated key, checked content type, size in bytes, SHA-256."""

    file = models.FileField(
        _("file"), storage=private_storage, upload_to=private_key, max_length=200
    )
    name = models.CharField(_("file name"), max_length=150)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField(_("size"))
    sha256 = models.CharField(max_length=64)
    # Whether the malware scanner, where there is one, lets it be opened.
    scan = models.CharField(
        max_length=8, choices=Scan.choices, default=Scan.CLEAR, db_default=Scan.CLEAR
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def has_preview(self) -> bool:
        """Whether a small picture of it can be shown (portal.documents.previews)."""
        return self.content_type in FORMATS and self.scan == Scan.CLEAR

    @property
    def type_word(self) -> str:
        """PDF, JPG …: what people call this kind of file."""
        return PurePosixPath(self.name).suffix.removeprefix(".").upper()


class DocumentCategory(CompanyOwned):
    """A kind of document with the audience it usually has (domain.md)."""

    key = models.SlugField(_("key"), max_length=40)
    name = models.CharField(_("name"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    default_audience = models.CharField(
        _("usual audience"), max_length=10, choices=Audience.choices, default=Audience.PERSON
    )
    position = models.PositiveSmallIntegerField(_("position"), default=100)

    class Meta:
        verbose_name = _("document category")
        verbose_name_plural = _("document categories")
        ordering = ["position", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["company", "key"], name="document_category_key_per_company"
            ),
            models.CheckConstraint(
                condition=Q(default_audience__in=Audience.values),
                name="document_category_audience_known",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The name in the reader's language."""
        return self.name_en if get_language() == "en" and self.name_en else self.name


class Document(StoredFile):
    """A document of a property for an audience; opened by 60-minute links only."""

    title = models.CharField(_("title"), max_length=150)
    category = models.ForeignKey(
        DocumentCategory,
        on_delete=models.PROTECT,
        related_name="documents",
        verbose_name=_("category"),
    )
    property = models.ForeignKey(
        "properties.Property",
        on_delete=models.PROTECT,
        related_name="documents",
        verbose_name=_("property"),
    )
    audience = models.CharField(_("audience"), max_length=10, choices=Audience.choices)
    unit = models.ForeignKey(
        "properties.Unit",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="documents",
        verbose_name=_("unit"),
    )
    person = models.ForeignKey(
        "people.Person",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="documents",
        verbose_name=_("person"),
    )
    # Decides who "owner" or "tenant" is: those of that day (a successor sees nothing older).
    dated_on = models.DateField(_("date of the document"))
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("uploaded by"),
    )

    objects: ClassVar[Any] = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["-dated_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(audience__in=Audience.values), name="document_audience_known"
            ),
            models.CheckConstraint(
                condition=~Q(audience="person") | Q(person__isnull=False),
                name="document_for_a_person_names_one",
            ),
            models.CheckConstraint(
                condition=~Q(audience="unit") | Q(unit__isnull=False),
                name="document_for_a_unit_names_one",
            ),
        ]
        indexes = [
            models.Index(fields=["company", "property", "-dated_on"], name="document_by_property"),
            models.Index(fields=["company", "-dated_on", "-id"], name="document_newest_first"),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Refuse an audience nobody belongs to: without its unit or person, or of elsewhere."""
        super().clean()
        problems = {}
        if self.audience == Audience.UNIT and not self.unit_id:
            problems["unit"] = _("Choose the unit whose owners and tenants may read this.")
        if self.audience == Audience.PERSON and not self.person_id:
            problems["person"] = _("Choose the person who may read this.")
        if self.unit and self.unit.building.property_id != self.property_id:
            problems["unit"] = _("This unit belongs to another property.")
        if problems:
            raise ValidationError(problems)

    @builtins.property  # the field `property` hides the built-in in this class
    def is_published(self) -> bool:
        """Whether its audience may read it now."""
        return self.published_at is not None and self.withdrawn_at is None

    @builtins.property
    def state_word(self) -> str:
        """Where it stands, for staff."""
        if self.withdrawn_at is not None:
            return gettext("Withdrawn")
        return gettext("Published") if self.published_at else gettext("Not published")


class DocumentEvent(CompanyOwned):
    """One step in a document's life: written by the action that made it, never changed."""

    wagtail_reference_index_ignore = True

    class Kind(models.TextChoices):
        """What was done."""

        UPLOADED = "uploaded", _("Uploaded")
        PUBLISHED = "published", _("Published")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(_("time"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("event of a document")
        verbose_name_plural = _("events of documents")
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["uploaded", "published", "withdrawn"]),
                name="document_event_kind_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id}: {self.kind}"


class DocumentAccess(CompanyOwned):
    """Who opened which file when; append-only."""

    wagtail_reference_index_ignore = True

    # The kind and UUID of the file as in its link: attachments lie in a room above.
    target_kind = models.CharField(max_length=20)
    target_uuid = models.UUIDField()
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(_("time"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("access to a document")
        verbose_name_plural = _("accesses to documents")
        indexes = [models.Index(fields=["target_kind", "target_uuid"], name="access_by_target")]

    def __str__(self) -> str:
        return f"{self.target_kind} {self.target_uuid}"
