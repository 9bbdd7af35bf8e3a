"""The two ways this workspace says no: to an app, in Slack's error words, and to a person, in a sentence."""

from collections.abc import Mapping, Sequence
from typing import Any


class Refused(Exception):
    """The Web API answers `ok: false`; `word` is Slack's name for the error, as in `channel_not_found`."""

    def __init__(self, word: str, messages: Sequence[str] = (), **more: Any) -> None:
        super().__init__(word, *messages)
        self.word = word
        self.messages = tuple(messages)
        self.more: Mapping[str, Any] = more


class Sorry(Exception):
    """A person at the page asked for what cannot be; the template is marked for translation where it is raised."""

    def __init__(self, template: str, **values: object) -> None:
        super().__init__(template.format(**values))
        self.template = template
        self.values = values
