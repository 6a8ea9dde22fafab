"""The portal's building blocks: `{% load components %}`; each is shown in every state at /stil/.

A block with a body is closed by its end tag (`{% banner "…" %}…{% endbanner %}`); its body is
template text and escaped as usual. Every other word given to a tag is escaped by the component's
own template.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.text import slugify

from portal.core import words
from portal.core.icons import icon_svg
from portal.core.stairs import Step

register = template.Library()

for _filter in (
    words.file_size,
    words.clock,
    words.day_short,
    words.day_long,
    words.day_near,
    words.date_full,
    words.date_words,
    words.month_short,
    words.moment,
    words.phone_uri,
    words.unbroken,
    words.initials,
):
    register.filter(_filter.__name__, _filter)

_STATUS_SHAPES = {
    "in_progress": "s-progress",
    "waiting_resident": "s-you",
    "waiting_provider": "s-provider",
    "resolved": "s-done",
    "rejected": "s-rejected",
    "closed": "s-closed",
}


def _inline(component: str, **context: Any) -> SafeString:
    """A component inside a sentence: without the line break its file ends with."""
    return SafeString(render_to_string(f"components/{component}.html", context).rstrip("\n"))


# Small things


@register.simple_tag
def icon(name: str, css: str = "i") -> SafeString:
    """A lucide drawing beside words: `{% icon "bell" %}`."""
    return icon_svg(str(name), str(css))


@register.simple_tag
def status(code: str, label: str) -> SafeString:
    """Word + shape + colour of a case's status code."""
    return _inline("status", shape=_STATUS_SHAPES.get(code, ""), label=label)


@register.simple_tag
def tag(label: str, kind: str = "") -> SafeString:
    """A small label; `kind` is "new" or "urgent"."""
    return _inline("tag", label=label, kind=kind)


@register.inclusion_tag("components/leaf.html")
def leaf(day: date, kind: str = "") -> dict[str, Any]:
    """A date that matters: grey a fact, `due` a deadline, `next` an appointment."""
    return {"day": words.local_day(day), "kind": kind}


@register.inclusion_tag("components/avatar.html")
def avatar(name: str) -> dict[str, Any]:
    """A person's initials, decorative: the name stands beside it."""
    return {"letters": words.initials(name)}


@register.simple_tag
def tel(number: str, kind: str = "link") -> SafeString:
    """A phone number to tap: `link`, `button` or `wide` (a button over the whole width)."""
    return _inline("tel", number=number, kind=kind)


@register.inclusion_tag("components/stage_art.html")
def stage_art() -> dict[str, Any]:
    """The stairs on the stage: greeting, login, confirmation."""
    return {}


@register.inclusion_tag("components/house.html")
def house() -> dict[str, Any]:
    """The house with one's own window lit, on property pages."""
    return {}


# Actions


@register.inclusion_tag("components/button.html")
def button(
    label: str,
    *,
    kind: str = "",
    icon: str = "",
    hidden: str = "",
    name: str = "",
    value: str = "",
    type: str = "submit",
    form: str = "",
    formaction: str = "",
    disabled: bool = False,
) -> dict[str, Any]:
    """A button. `kind`: any of primary, brand, tonal, quiet, big, wide.

    `hidden` ends its name for screen readers, as in "Change: subject"; `formaction` sends the form
    elsewhere.
    """
    return {
        "label": label,
        "kind": kind,
        "icon": icon,
        "hidden": hidden,
        "name": name,
        "value": value,
        "type": type,
        "form": form,
        "formaction": formaction,
        "disabled": disabled,
    }


@register.inclusion_tag("components/button.html")
def link_button(
    label: str, url: str, *, kind: str = "", icon: str = "", hidden: str = ""
) -> dict[str, Any]:
    """A link that looks like a button, for places one goes to."""
    return {"label": label, "url": url, "kind": kind, "icon": icon, "hidden": hidden}


@register.inclusion_tag("components/back.html")
def back(label: str, url: str) -> dict[str, Any]:
    """The way back, above the title."""
    return {"label": label, "url": url}


@register.inclusion_tag("components/more.html")
def more(url: str, label: str = "") -> dict[str, Any]:
    """The next rows of a list, from row n+1 (keyset paging)."""
    return {"url": url, "label": label}


# Surfaces


@register.simple_block_tag
def section(
    content: str,
    title: str,
    *,
    id: str = "",
    link: str = "",
    link_label: str = "",
    note: str = "",
) -> SafeString:
    """A titled part of a page, with a link or a note at the end of its title line."""
    return render_to_string(
        "components/section.html",
        {
            "content": content,
            "title": title,
            "id": id or slugify(title),
            "link": link,
            "link_label": link_label,
            "note": note,
        },
    )


@register.simple_block_tag
def banner(
    content: str,
    title: str,
    *,
    kind: str = "",
    icon: str = "",
    id: str = "",
    meta: str = "",
    role: str = "",
) -> SafeString:
    """Something to know before anything else. `kind`: none = attention, "alarm", "info"."""
    drawing = icon or {"alarm": "phone", "info": "check"}.get(kind, "triangle-alert")
    context = {"content": content, "title": title, "kind": kind, "icon": drawing}
    context |= {"id": id or slugify(title), "meta": meta, "role": role}
    return render_to_string("components/banner.html", context)


@register.simple_block_tag
def empty(content: str, title: str, text: str = "") -> SafeString:
    """An empty or failed list: what it means, and one thing to do."""
    return render_to_string(
        "components/empty.html", {"content": content, "title": title, "text": text}
    )


@register.simple_block_tag
def dialog(content: str, label: str, title: str, kind: str = "", icon: str = "") -> SafeString:
    """A question before something happens: the button opens it in place, without a script."""
    return render_to_string(
        "components/dialog.html",
        {"content": content, "label": label, "title": title, "kind": kind, "icon": icon},
    )


# Lists


@register.simple_block_tag
def row(
    content: str,
    title: str,
    *,
    url: str = "",
    icon: str = "",
    glyph: str = "",
    tone: str = "",
    day: date | None = None,
    day_kind: str = "",
    person: str = "",
    text: str = "",
    hidden: str = "",
    unread: bool = False,
    chevron: bool = False,
    phone: str = "",
    time: datetime | None = None,
) -> SafeString:
    """A row of `<ul class="rows">`: one link over the whole row; the body follows below its text.

    In front stands one of: `icon`, `glyph` (a word such as PDF), `day`, `person` (initials).
    At the end one of: `chevron`, `phone`, `time`.
    """
    context: dict[str, Any] = {"content": content, "title": title, "url": url, "text": text}
    context |= {"icon": icon, "glyph": glyph, "tone": tone, "person": person}
    context |= {"day": day, "day_kind": day_kind, "hidden": hidden, "unread": unread}
    context |= {"chevron": chevron, "phone": phone, "time": time}
    return render_to_string("components/row.html", context)


@register.inclusion_tag("components/pick.html")
def pick(
    title: str, url: str, *, icon: str, text: str = "", tone: str = "brand", badge: str = ""
) -> dict[str, Any]:
    """One of `<ul class="picks">`. `tone`: brand, alarm or none; `badge` an urgent word."""
    return {
        "title": title,
        "url": url,
        "icon": icon,
        "text": text,
        "tone": tone,
        "badge": badge,
    }


@register.inclusion_tag("components/facts.html")
def facts(rows: Iterable[Sequence[Any]], css: str = "") -> dict[str, Any]:
    """Pairs of (word, value), short, beside the work; `css="sheet"` puts them on a surface."""
    return {"rows": rows, "css": css}


@register.inclusion_tag("components/answers.html")
def answers(rows: Iterable[Sequence[Any]]) -> dict[str, Any]:
    """What one has said: (word, value) or (word, value, address where it is changed)."""
    return {
        "rows": [{"label": r[0], "value": r[1], "url": r[2] if len(r) > 2 else ""} for r in rows]
    }


@register.simple_block_tag
def file_row(
    content: str, name: str, *, code: str, label: str, size: int | None = None
) -> SafeString:
    """A file one has chosen, with a status's shapes; the body is the button at its end."""
    return render_to_string(
        "components/file_row.html",
        {"content": content, "name": name, "code": code, "label": label, "size": size},
    )


# A case


@register.inclusion_tag("components/stairs.html")
def stairs(steps: Iterable[Step], label: str) -> dict[str, Any]:
    """How far something has climbed; `label` names the list for screen readers."""
    return {"steps": steps, "label": label}


@register.simple_block_tag
def message(
    content: str,
    author: str,
    when: datetime,
    *,
    text: str,
    id: str,
    mine: bool = False,
    role: str = "",
) -> SafeString:
    """A letter of a thread; the body holds its files (`{% clip %}`)."""
    context = {
        "content": content,
        "has_files": bool(content.strip()),
        "author": author,
        "when": when,
        "text": text,
        "id": id,
    }
    return render_to_string("components/message.html", context | {"mine": mine, "role": role})


@register.inclusion_tag("components/event.html")
def event(text: str, when: datetime | None = None) -> dict[str, Any]:
    """Something that happened, as a line between the letters."""
    return {"text": text, "when": when}


@register.inclusion_tag("components/day.html")
def day(day: date, new: bool = False) -> dict[str, Any]:
    """The day above its letters; `new` marks where the unread ones begin."""
    return {"day": words.local_day(day), "new": new}


@register.inclusion_tag("components/clip.html")
def clip(
    name: str, url: str, *, kind: str = "", size: int | None = None, preview: str = ""
) -> dict[str, Any]:
    """A file pinned to a letter; a photo with a small picture of it."""
    return {"name": name, "url": url, "kind": kind, "size": size, "preview": preview}


# Forms


@register.inclusion_tag("components/form/summary.html")
def error_summary(*forms: BaseForm) -> dict[str, Any]:
    """What is wrong, above the form, each line linked to its field."""
    found = [problem for form in forms for problem in _problems(form)]
    # "This field is required" twice would not say which.
    times = Counter(error for _anchor, _label, error in found)
    problems = [
        {"text": f"{label}: {error}" if times[error] > 1 and label else error, "anchor": anchor}
        for anchor, label, error in found
    ]
    return {"problems": problems}


def _problems(form: BaseForm) -> Iterable[tuple[str, str, str]]:
    for error in form.non_field_errors():
        yield "", "", str(error)
    for name in form.errors:
        if name in form.fields:
            field = form[name]
            for error in field.errors:
                yield field_anchor(field), str(field.label), str(error)


def field_anchor(field: BoundField) -> str:
    """The id a link to the field leads to; of a group of choices it is the first one's."""
    return field.id_for_label or f"{field.auto_id}_0"
