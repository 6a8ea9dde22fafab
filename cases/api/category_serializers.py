"""How topics look as JSON, with the questions they ask."""

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from cases.models import CaseCategory, CategoryQuestion
from cases.questions import NO, YES
from portal.access.serializers import UtcModelSerializer
from portal.people.api.serializers import ChoiceSerializer


class QuestionSerializer(UtcModelSerializer[CategoryQuestion]):
    """What a topic asks; a yes to an `emergency` means: call, do not write."""

    id = serializers.UUIDField(source="uuid")
    label = serializers.CharField(source="title")  # type: ignore[assignment] # a key of the answer, not Field.label
    hint = serializers.CharField(source="hint_text")
    required = serializers.BooleanField(source="is_required")  # type: ignore[assignment] # as above
    choices = serializers.SerializerMethodField()

    class Meta:
        model = CategoryQuestion
        fields = ["id", "kind", "label", "hint", "required", "choices"]

    @extend_schema_field(ChoiceSerializer(many=True))
    def get_choices(self, question: CategoryQuestion) -> list[dict[str, str]]:
        """The code to send, and its words."""
        if question.kind == CategoryQuestion.Kind.EMERGENCY:
            return [{"code": YES, "label": _("Yes")}, {"code": NO, "label": _("No")}]
        return [{"code": value, "label": question.words(value)} for value, _en in question.options]


class CaseCategorySerializer(UtcModelSerializer[CaseCategory]):
    """A topic, in the reader's language, with what to do before writing."""

    id = serializers.UUIDField(source="uuid")
    name = serializers.CharField(source="title")
    hint = serializers.CharField(source="hint_text")
    guidance = serializers.ListField(child=serializers.CharField(), source="guidance_steps")
    group = serializers.SerializerMethodField()
    urgency = serializers.SerializerMethodField()

    questions = QuestionSerializer(many=True)

    class Meta:
        model = CaseCategory
        fields = [
            "id",
            "key",
            "group",
            "name",
            "hint",
            "guidance",
            "urgency",
            "icon",
            "asks_place",
            "questions",
        ]

    @extend_schema_field(ChoiceSerializer)
    def get_group(self, category: CaseCategory) -> dict[str, str]:
        """Under which heading it stands."""
        return {"code": category.group, "label": category.get_group_display()}

    @extend_schema_field(ChoiceSerializer)
    def get_urgency(self, category: CaseCategory) -> dict[str, str]:
        """Emergency, high, medium or low."""
        return {"code": category.urgency, "label": category.get_urgency_display()}
