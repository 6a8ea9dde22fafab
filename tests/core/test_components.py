"""The building blocks: they escape what people typed, and say to everybody what they show."""

from datetime import UTC, datetime

import pytest
from django import forms
from django.template import Context, Template
from django.utils import translation

from portal.core import icons
from portal.core.stairs import Step

EVIL = "<img src=x onerror=alert(1)>"
NOON = datetime(2026, 11, 25, 11, 12, tzinfo=UTC)


def render(source: str, **context: object) -> str:
    return Template("{% load components %}" + source).render(Context(context))


@pytest.mark.parametrize(
    "source",
    [
        "{% status 'open' evil %}",
        "{% tag evil 'new' %}",
        "{% button evil hidden=evil name=evil value=evil %}",
        "{% link_button evil evil icon=evil %}",
        "{% back evil '/' %}",
        "{% section evil %}{{ evil }}{% endsection %}",
        "{% banner evil meta=evil %}{{ evil }}{% endbanner %}",
        "{% empty evil evil %}{{ evil }}{% endempty %}",
        "{% dialog evil evil %}{{ evil }}{% enddialog %}",
        "{% row evil url=evil text=evil glyph=evil hidden=evil phone=evil %}{{ evil }}{% endrow %}",
        "{% row evil person=evil %}{% endrow %}",
        "{% pick evil '/' icon='house' text=evil badge=evil %}",
        "{% facts pairs %}",
        "{% answers pairs %}",
        "{% file_row evil code=evil label=evil %}{{ evil }}{% endfile_row %}",
        "{% stairs steps label=evil %}",
        "{% message evil now text=evil id='m' role=evil %}{% clip evil evil %}{% endmessage %}",
        "{% event evil %}",
        "{% tel evil %}",
    ],
)
def test_what_people_typed_is_shown_as_text(source: str) -> None:
    html = render(
        source, evil=EVIL, now=NOON, pairs=[(EVIL, EVIL, EVIL)[:2]], steps=[Step(EVIL, EVIL)]
    )
    assert "<img" not in html
    assert "onerror=alert(1)>" not in html


def test_a_status_is_a_word_beside_its_shape() -> None:
    html = render("{% status 'waiting_resident' 'Wartet auf Sie' %}")
    assert html == '<span class="status s-you">Wartet auf Sie</span>'


def test_an_icon_is_decoration_and_one_nobody_knows_draws_a_circle() -> None:
    bell = render("{% icon 'bell' %}")
    assert 'aria-hidden="true"' in bell
    assert "stroke-width" not in bell
    assert icons.icon_svg("no-such-thing") == icons.icon_svg("circle")


def test_a_row_is_one_link_with_the_news_as_a_mark() -> None:
    html = render("{% row 'Licht' url='/x/' icon='lightbulb' unread=True %}<p>a</p>{% endrow %}")
    assert html.count("<a ") == 1
    assert 'class="row unread"' in html
    assert "<p>a</p>" in html


def test_a_thread_marks_my_own_letters_and_names_the_others() -> None:
    mine = render(
        "{% message 'Anna Berger' now text='Guten Tag' id='m1' mine=True %}{% endmessage %}",
        now=NOON,
    )
    theirs = render(
        "{% message 'Stefan Vogt' now text='Hallo' id='m2' %}{% endmessage %}", now=NOON
    )
    assert "Anna Berger" not in mine
    assert 'class="msg mine"' in mine
    assert "Stefan Vogt" in theirs
    assert 'class="clips"' not in theirs


def test_the_step_one_stands_on_is_told_to_screen_readers() -> None:
    steps = [Step("Offen", done=True), Step("In Bearbeitung", current=True), Step("Erledigt")]
    html = render("{% stairs steps label='Stand' %}", steps=steps)
    assert html.count('aria-current="step"') == 1
    assert html.index("Offen") < html.index('aria-current="step"') < html.index("In Bearbeitung")


class Report(forms.Form):
    """A form as the portal has many."""

    subject = forms.CharField(label="Betreff", help_text="Ein kurzer Satz")
    floor = forms.IntegerField(label="Stockwerk", required=False)
    place = forms.ChoiceField(
        label="Ort", choices=[("flat", "Wohnung"), ("house", "Haus")], widget=forms.RadioSelect
    )
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


def test_a_field_shows_label_hint_error_and_control_in_this_order() -> None:
    html = str(Report({"floor": "oben"}))
    order = [">Betreff", "Ein kurzer Satz", "id_subject_error", '<input type="text"']
    places = [html.index(mark) for mark in order]
    assert places == sorted(places)
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_subject_helptext id_subject_error"' in html


def test_choices_are_a_group_with_a_legend() -> None:
    html = str(Report())
    assert "<legend>Ort" in html
    assert html.count('class="choice"') == 2


def test_only_what_may_stay_empty_says_so() -> None:
    with translation.override("en"):
        assert str(Report()).count("(optional)") == 1


def test_the_summary_says_the_fields_words_and_leads_to_the_fields() -> None:
    form = Report({"floor": "oben"})
    html = render("{% error_summary form %}", form=form)
    for field, anchor in (
        ("subject", "id_subject"),
        ("floor", "id_floor"),
        ("place", "id_place_0"),
    ):
        assert f'href="#{anchor}"' in html
        assert form.errors[field][0] in html
        assert f'id="{anchor}"' in str(form)
    assert 'role="alert"' in html


def test_a_form_without_errors_has_no_summary() -> None:
    assert render("{% error_summary form %}", form=Report()).strip() == ""
