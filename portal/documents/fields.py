"""The form field for several files; works without a script."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portal.core import conf
from portal.documents import uploads


class FilesInput(forms.ClearableFileInput):
    """A native file input that takes several; nothing to clear, since nothing is kept yet."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        suffixes = ",".join(suffix for kind in uploads.ALLOWED for suffix in kind.suffixes)
        super().__init__({"class": "input", "accept": suffixes, **(attrs or {})})


class FilesField(forms.FileField):
    """Cleans to a list of CheckedUpload, empty when nothing was chosen."""

    widget = FilesInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", gettext_lazy("Files"))
        kwargs.setdefault("help_text", lazy(limits_in_words, str)())
        super().__init__(**kwargs)

    def clean(
        self, data: "Sequence[UploadedFile[Any]] | UploadedFile[Any] | None", initial: Any = None
    ) -> list[uploads.CheckedUpload]:
        """Check the chosen files; one message for each that is refused."""
        files = [data] if isinstance(data, UploadedFile) else list(data or [])
        if not files and self.required:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return uploads.check(files)


class CheckedFileField(forms.FileField):
    """One file; cleans to a CheckedUpload."""

    def clean(self, data: Any, initial: Any = None) -> uploads.CheckedUpload:
        """Check the chosen file."""
        return uploads.check([super().clean(data, initial)])[0]


def file_limits_in_words() -> str:
    """What one file may be."""
    return _("At most %(megabytes)d MB: %(allowed)s.") % _limits()


def limits_in_words() -> str:
    """What may be sent, said before anybody chooses: number, size, kinds."""
    count = conf.upload_max_files()
    return ngettext(
        "%(count)d file of at most %(megabytes)d MB: %(allowed)s.",
        "Up to %(count)d files of at most %(megabytes)d MB each: %(allowed)s.",
        count,
    ) % {"count": count, **_limits()}


def _limits() -> dict[str, Any]:
    return {"megabytes": conf.upload_max_megabytes(), "allowed": uploads.allowed_words()}
