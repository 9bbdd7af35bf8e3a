"""Notes under a heading: "note on 3: …", "3 note: …", 备注3：…, "note: 3 …". What stands behind the colon is kept and changes nothing.

A report under a heading that names nothing ("note: 3 done") may have been meant as one: it is kept, and asked about.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bot.replies.parts import Part
from bot.replies.tokens import Token

_NOTES: Final = frozenset({"note", "notes", "remark", "remarks", "comment", "备注", "附注", "说明"})
_BEFORE_HEADING: Final = frozenset({Part.END, Part.LINE, Part.COMMA, Part.AND, Part.BUT})
_SENTENCE_ENDS: Final = frozenset({Part.END, Part.LINE})


def with_notes(tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with each note under a heading as one token, so that "note on 3: done by Friday" reports nothing."""
    noted: list[Token] = []
    at = 0
    while at < len(tokens):
        starts = not noted or noted[-1].part in _BEFORE_HEADING
        behind = _end_of_heading(tokens, at) if starts else at
        if behind == at:
            noted.append(tokens[at])
            at += 1
            continue
        end = behind
        while end < len(tokens) and tokens[end].part not in _SENTENCE_ENDS:
            end += 1
        body = tokens[behind:end]
        of = [token for token in tokens[at:behind] if token.ref]
        within = [] if of else [token for token in body if token.ref]
        if behind < end and (of or within):
            noted += [*of, *within]
            noted.append(replace(tokens[behind], part=Part.NOTE, end=tokens[end - 1].end, ref=None, day=None))
            if within:
                noted += [replace(token, part=Part.NEARLY) for token in body if token.part is Part.DONE][:1]
        else:
            end = at + 1
            noted.append(tokens[at])
        at = end
    return noted


def _end_of_heading(tokens: Sequence[Token], at: int) -> int:
    """The place behind "note on 3:", "3 note:" or "note:" when one begins here, else `at` itself."""
    end, notes = at, 0
    while end < len(tokens):
        token = tokens[end]
        if token.part in (Part.COLON, Part.DASH):
            return end + 1 if notes == 1 else at
        if token.text in _NOTES:
            notes += 1
        elif not token.ref and token.part is not Part.FILLER:
            return at
        end += 1
    return at
