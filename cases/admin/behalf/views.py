"""Find the person who called, wrote or came by; write down what they said; it becomes a case."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button, HeaderButton

from cases import actions
from cases.admin.behalf.forms import BehalfForm, Place, TopicForm, places_of
from cases.admin.reach import ways_to
from cases.admin.views import UNPROCESSABLE, show
from cases.incident_policy import incident_policy
from cases.incidents import known_at
from cases.models import Case, CaseCategory, CategoryQuestion, Incident
from cases.places import call_first, calls_about
from cases.policies import category_policy
from cases.questions import questions_of
from portal.access.policies import NotAllowedError
from portal.access.shortcuts import visible_or_404
from portal.accounts.http import PortalRequest
from portal.core.uuids import parse_uuid
from portal.people.models import Occupancy, Person
from portal.people.policies import person_policy

_SHOWN = 20
_SEARCHED = ("last_name", "first_name", "email", "phone")
_HOUSE = "occupancies__unit__building__property"


class _BehalfView(WagtailAdminTemplateMixin, TemplateView):
    request: PortalRequest
    page_title = gettext_lazy("Write a case down")
    header_icon = "edit"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Back to the queue."""
        queue = {"url": reverse("casework:index"), "label": _("Cases")}
        return [*self.breadcrumbs_items, queue, {"url": "", "label": self.get_page_title()}]


class FindPersonView(_BehalfView):
    """Who is it? By name, house, phone or e-mail."""

    template_name = "cases/admin/behalf/find.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Those the words fit, with what they hold today."""
        words = self.request.GET.get("q", "").replace("\x00", "").split()
        people = list(self._people(words)[: _SHOWN + 1]) if words else []
        context: dict[str, Any] = super().get_context_data(
            query=" ".join(words), people=people[:_SHOWN], has_more=len(people) > _SHOWN, **kwargs
        )
        return context

    def _people(self, words: list[str]) -> "QuerySet[Person]":
        rows = person_policy.visible_to(self.request.user, self.request.company)
        here = Person.objects.of(self.request.company)
        for word in words:
            anywhere = Q(**{f"{_HOUSE}__name__icontains": word})
            anywhere |= Q(**{f"{_HOUSE}__street__icontains": word})
            for field in _SEARCHED:
                anywhere |= Q(**{f"{field}__icontains": word})
            rows = rows.filter(pk__in=here.filter(anywhere).values("pk"))
        held = Occupancy.objects.current().select_related("unit__building__property")
        held_today = Prefetch("occupancies", queryset=held, to_attr="held_today")
        return rows.prefetch_related(held_today).order_by("last_name", "first_name", "pk")


class WriteDownView(_BehalfView):
    """First where and what about, by GET; then what was said."""

    template_name = "cases/admin/behalf/write.html"

    @cached_property
    def person(self) -> Person:
        """Whose case it becomes."""
        rows = Person.objects.of(self.request.company).select_related("company__site", "user")
        found: Person = visible_or_404(person_policy, self.request, self.kwargs["uuid"], rows=rows)
        return found

    @cached_property
    def places(self) -> list[Place]:
        """What they hold; nothing can be opened without."""
        return places_of(self.person)

    @cached_property
    def topic_form(self) -> TopicForm:
        """The first form; bound once something was chosen."""
        data = self.request.GET if "topic" in self.request.GET else None
        offered: list[CaseCategory] = []
        for house in {place.house for place in self.places}:
            offered += category_policy.offered_at(self.person, house)
        topics = sorted(set(offered), key=lambda topic: (topic.position, topic.pk))
        return TopicForm(data, places=self.places, topics=topics)

    @cached_property
    def questions(self) -> list[CategoryQuestion]:
        """What the topic asks; a photo would be a file."""
        asked = questions_of(self.topic_form.chosen_topic)
        return [q for q in asked if q.kind != CategoryQuestion.Kind.PHOTO]

    def get_page_subtitle(self) -> str:
        """For whom."""
        return str(self.person)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form to fill in next."""
        chosen = self.topic_form.is_valid()
        if chosen and "form" not in kwargs:
            kwargs["form"] = self._form()
        context: dict[str, Any] = super().get_context_data(
            person=self.person,
            ways=ways_to(self.person),
            places=self.places,
            topic_form=self.topic_form,
            chosen=chosen,
            calls=self._calls() if chosen else [],
            **kwargs,
        )
        return context

    def post(self, request: PortalRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Open the case, or show the form as it was left."""
        if not self.topic_form.is_valid():
            raise Http404
        form = self._form(request.POST, request.FILES)
        if form.is_valid():
            try:
                case = self._open(form)
            except ValidationError as error:
                show(form, error)
            else:
                words = _("Case %(number)s is written down. %(name)s gets the receipt %(ways)s.")
                told = {"number": case.number, "name": self.person, "ways": ways_to(self.person)}
                messages.success(request, words % told)
                self._link(case, form.incident)
                return redirect("casework:case", case.uuid)
        context = self.get_context_data(form=form)
        return self.render_to_response(context, status=UNPROCESSABLE)

    def _form(self, *bound: Any) -> BehalfForm:
        topic, house = self.topic_form.chosen_topic, self.topic_form.chosen_place.house
        known = known_at(self.request.user, self.request.company, house, topic)
        known += self._known_then(known)
        return BehalfForm(*bound, topic=topic, questions=self.questions, known=known)

    def _known_then(self, known: list[Incident]) -> list[Incident]:
        """What was offered when the page was opened and is over since: `_link` says so."""
        chosen = parse_uuid(self.request.POST.get("incident", ""))
        if chosen is None or chosen in {incident.uuid for incident in known}:
            return []
        rows = incident_policy.visible_to(self.request.user, self.request.company)
        return list(rows.filter(uuid=chosen))

    def _calls(self) -> Any:
        topic, house = self.topic_form.chosen_topic, self.topic_form.chosen_place.house
        return calls_about(topic, self.request.company, house) if call_first(topic) else []

    def _open(self, form: BehalfForm) -> Case:
        place, data = self.topic_form.chosen_place, form.cleaned_data
        return actions.open_on_behalf(
            company=self.request.company,
            user=self.request.user,
            person=self.person,
            source=data["source"],
            category=self.topic_form.chosen_topic,
            property=place.house,
            unit=place.unit,
            place=data.get("place", ""),
            subject=data["subject"],
            body=data["body"],
            submission_key=data["submission_key"],
            files=data["uploads"],
            answers=form.answers,
        )

    def _link(self, case: Case, incident: Incident | None) -> None:
        """The case is open whatever comes of this: it may be over since, or lie elsewhere."""
        if incident is None or case.incident_id is not None:
            return
        try:
            actions.link_case(user=self.request.user, case=case, incident=incident)
        except ValidationError as error:
            messages.warning(self.request, " ".join(error.messages))
        except NotAllowedError:
            # Sent once more after the case was closed.
            messages.warning(self.request, _("The case was not added to the incident."))


def behalf_button(person: Person, request: HttpRequest) -> list[Button]:
    """On a person's page, as long as they hold something."""
    if not places_of(person):
        return []
    url = reverse("casework:behalf", args=[person.uuid])
    return [HeaderButton(_("Write a case down"), url=url, icon_name="edit")]
