"""Tasks that notes give somebody inside their sentences: "The gate is old. Ana to paint it.", "Gate - AB to paint it."."""

import re
from collections import Counter
from typing import Final

from storage.minutes.action_signs import NO_OWNER
from storage.minutes.english_words import BASE_VERBS

_TO_DO_NEXT: Final = re.compile(
    r"(?:(?<=[A-Za-z\d)]{3}[.;])\s+|(?<=[\w)])(?:\s+-|\s*[–—])\s+|,\s+however,\s+|(?P<comma>(?<=\w),\s+)|^\W{0,4}\([\d.]{1,9}\)\s+|^[ \t]*(?=[A-Z][a-z][^\n]*\.[ \t]*$))"
    r"(?P<text>(?P<title>(?:Cllr|Councillor)\.?\s+)?(?P<name>[A-Z][a-z]+|[A-Z]{2,3}|@[\w-]{2,39})(?:\s+[A-Z][\w.’'-]*)?(?:\s+and\s+[A-Z][\w.’'-]*)?\s+to\s+(?P<verb>[a-z]+|PR)\b(?P<rest>(?:[^.;\n]|\.(?=[a-z])){0,300}))",
    re.M,
)
_OFFICE_TASKED: Final = re.compile(
    r"(?P<text>(?<![\w-])(?:[Tt]he\s+)?(?P<name>[Cc]lerk|[Tt]reasurer|[Ss]ecretariat|[Ss]ecretary|[Cc]hair(?:man|woman|person)?)\s+(?:(?:(?:was|is|were|are)\s+(?:also\s+)?(?:asked|requested|instructed|to\s+be\s+asked)|agreed)\s+to|(?<=[Cc]lerk\s)will|(?<=[Tt]reasurer\s)will)\s+(?P<verb>[a-z]+)\b(?P<rest>(?:[^.;\n]|\.(?=[a-z])){0,300}))"
)
"""An office that minutes give something to do: "The clerk was asked to write to the county"."""
_INITIALS: Final = re.compile(
    r"\b[A-Z]\w*(?:\s+[-–—]\s+\w+)?\s*\((?P<told>[A-Z]{2,3})\b[^()\n]{0,30}\)|^[ \t]*(?P<alone>[A-Z]{2,3})[ \t]*$",
    re.M,
)
"""Who is called by initials: told in brackets behind the name, or alone on a line, as a column of owners is when it is pasted."""
_OWNERS_BESIDE: Final = re.compile(r"^[ \t]*Action(?:s|\s+by)?[ \t]*$", re.M)
"""The head of such a column."""
_OFFICES: Final = frozenset(("Clerk", "Chair", "Chairman", "Chairwoman", "Secretary", "Secretariat", "Treasurer"))
_DONE_ALONE: Final = frozenset(("arrange", "organise", "organize", "investigate", "confirm", "check"))
"""Deeds that need no object: "The gate is old. Tom to arrange."."""
_MANY: Final = 3
"""People who are each given a task in a sentence of its own: such is the way of these notes."""


class GivenTasks:
    """Reads the tasks given in the sentences of one text."""

    def __init__(self, text: str) -> None:
        self._words = Counter(re.findall(r"\b[A-Z]\w+", text))
        self._initials = {each["told"] or each["alone"] for each in _INITIALS.finditer(text)}
        self._has_owners_beside = bool(_OWNERS_BESIDE.search(text))
        self._are_many = len({given["name"] for given in self._given(text)}) >= _MANY

    def names_twice(self, name: str) -> bool:
        """Whether a name stands elsewhere too."""
        return self._words[name] > 1

    def of(self, line: str) -> list[re.Match[str]]:
        """The sentences of a line that give a task to somebody who is named elsewhere too, or in notes that give many so."""
        return [
            given
            for given in self._given(line)
            if given.re is _OFFICE_TASKED
            or self.names_twice(given["name"])
            or given["name"].startswith("@")
            or (not given["comma"] and (self._are_many or given["name"] in _OFFICES or given["title"]))
        ]

    def is_owner_beside(self, line: str) -> bool:
        """Whether a line is nothing but somebody's initials, from a column of owners pasted below its paragraphs."""
        return self._has_owners_beside and line.strip() in self._initials

    def _given(self, words: str) -> list[re.Match[str]]:
        tasked = [each for each in _OFFICE_TASKED.finditer(words) if each["verb"] in BASE_VERBS]
        return tasked + [
            given
            for given in _TO_DO_NEXT.finditer(words)
            if (given["verb"] in BASE_VERBS or given["verb"] == "PR")
            and given["name"].lower() not in BASE_VERBS
            and not NO_OWNER.match(given["name"])
            and (
                given["name"] in self._initials
                if given["name"].isupper()
                else len(given["rest"]) > 1 or given["verb"] in _DONE_ALONE
            )
        ]
