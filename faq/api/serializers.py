"""How questions and answers look as JSON; every field is named, none is written."""

from typing import Any

from rest_framework import serializers

from cms.serializers import FilledTextField
from faq.models import FaqPage, FaqTopic
from portal.access.serializers import UtcDateTimeField


class FaqQuerySerializer(serializers.Serializer[Any]):
    """What a list can be asked for."""

    q = serializers.CharField(
        max_length=100, required=False, help_text="Words to search for; the best answer first."
    )
    topic = serializers.UUIDField(required=False, help_text="The id of a topic.")


class FaqTopicSerializer(serializers.ModelSerializer[FaqTopic]):
    """A topic, its name in the reader's language."""

    id = serializers.UUIDField(source="uuid")
    name = serializers.CharField(source="title")

    class Meta:
        model = FaqTopic
        fields = ["id", "name", "icon", "position", "is_public"]


class FaqSerializer(serializers.ModelSerializer[FaqPage]):
    """A question with its answer as HTML, facts filled in."""

    # The same for all language versions of a page.
    id = serializers.UUIDField(source="translation_key")
    question = serializers.CharField(source="title")
    answer = FilledTextField()
    topic = FaqTopicSerializer()
    path = serializers.SerializerMethodField(help_text="Its address on this host.")
    changed_at = UtcDateTimeField(source="last_published_at", allow_null=True)

    class Meta:
        model = FaqPage
        fields = ["id", "question", "answer", "topic", "path", "changed_at"]

    def get_path(self, page: FaqPage) -> str:
        """The page in the portal."""
        path: str = page.get_url_parts(self.context["request"])[2]
        return path


class FaqDetailSerializer(FaqSerializer):
    """A question with the related ones."""

    related = serializers.SerializerMethodField()

    class Meta(FaqSerializer.Meta):
        fields = [*FaqSerializer.Meta.fields, "related"]

    def get_related(self, page: FaqPage) -> list[str]:
        """The ids of related questions that this reader may see."""
        request = self.context["request"]
        readable = FaqPage.objects.visible_to(request.user, request.company)
        keys = readable.filter(pk__in=page.related.all()).values_list("translation_key", flat=True)
        return [str(key) for key in keys]
