"""The minutes reader: from a text to what a careful secretary would note down, with the place of each thing in the text.

Pure: no files, no clock, no database. Whatever the text, `read_minutes` returns; what it could not make out stands in
`problems`.
"""

from storage.minutes.drafts import (
    ActionDraft,
    DirectiveDraft,
    Minutes,
    Problem,
    ReportDraft,
    Span,
    SpeakerDraft,
    UnitDraft,
    as_json,
)


def read_minutes(text: str) -> Minutes:
    """What the minutes say, with the place of each thing in the text."""
    # The rules are many and heavy, and most days nobody reads minutes.
    from storage.minutes.reading import read_minutes as read

    return read(text)


__all__ = [
    "ActionDraft",
    "DirectiveDraft",
    "Minutes",
    "Problem",
    "ReportDraft",
    "Span",
    "SpeakerDraft",
    "UnitDraft",
    "as_json",
    "read_minutes",
]
