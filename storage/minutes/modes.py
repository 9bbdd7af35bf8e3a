"""In what form a meeting was held, as sentences about it tell."""

import re
from collections.abc import Iterable

from storage.minutes.drafts import Mode


def mode_told(
    sentences: Iterable[str], hybrid: re.Pattern[str], online: re.Pattern[str], onsite: re.Pattern[str]
) -> Mode | None:
    """The form that sentences about a meeting tell by these signs: hybrid where one says so, or where they tell of both."""
    is_online = is_onsite = False
    for sentence in sentences:
        if hybrid.search(sentence):
            return "hybrid"
        is_online = is_online or bool(online.search(sentence))
        is_onsite = is_onsite or bool(onsite.search(sentence))
    if is_online and is_onsite:
        return "hybrid"
    return "online" if is_online else "onsite" if is_onsite else None
