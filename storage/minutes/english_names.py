"""The people English minutes name: full names, roles, and who a bare surname or "she" stands for."""

import bisect
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from storage.minutes.english_name_signs import (
    A_MEETING,
    ACTS,
    AGENT,
    APPOSITION,
    ASSISTS,
    BEHIND_OFFICES,
    BOUNDARY,
    BRACKETED,
    BY,
    CALLED,
    CLOSING,
    DESCRIBED,
    DOING,
    FORCES,
    FULL_NAME,
    HONOURED,
    IT,
    LABELLED,
    LEAD_IN,
    MET,
    NAME,
    NAMED_NEXT,
    NATIVE,
    NOT_ALONE,
    OFFICE,
    OFFICE_IN,
    ONE_NAME_BEHIND,
    ONE_NAME_FIRST,
    PRONOUN,
    ROLE_BEHIND,
    ROLE_FIRST,
    ROLE_LEAD,
    STANDS_BEHIND,
    STANDS_IN,
    TITLE_BEFORE,
    TITLE_FIRST,
    TITLE_OF,
    TITLE_RIGHT_BEFORE,
    TITLED,
    TITLED_SURNAME,
    TOWN,
    UNDER,
    WITHIN,
)
from storage.minutes.english_titles import BODY_BEHIND, HEAD_OF, HELD_BY_ONE, TITLE_ALONE, titles_alone, unnamed
from storage.minutes.english_words import FAMILY_FIRST, NO_NAME, TITLE_WORDS, TOWNS

MEETING: Final = "The meeting"
_LOOK_BACK: Final = 500
_GENERAL_MANAGER: Final = "Zong"
"""What people call the head of a company in Chinese, behind the family name: "Li Zong" is general manager Li."""
_TITLE_LENGTH: Final = 120


_NAMING: Final = (
    APPOSITION,
    ROLE_FIRST,
    TITLE_FIRST,
    TITLE_OF,
    OFFICE_IN,
    BEHIND_OFFICES,
    BRACKETED,
    LABELLED,
    TITLED,
    BY,
    DOING,
    MET,
    DESCRIBED,
    CLOSING,
)
"""Where people are named in full, in the order the patterns are tried: what is known from one is kept before the next."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Who does what a verb says, and where the words for them begin. `who` is None for he, she, and what goes on from before."""

    who: str | None
    start: int


class People:
    """Everybody a text names with a full name, and every place where they are meant."""

    def __init__(self, text: str) -> None:
        self.roles: dict[str, str | None] = {}
        self._boundaries: dict[tuple[int, int], bool] = {}
        self._only_doing: set[str] = set()
        self._towns = {word.lower() for match in TOWN.finditer(text) for word in match.groups() if word} | TOWNS
        self._spellings: dict[str, str] = {}
        self._find_named(text)
        self._find_honoured(text)
        self._find_one_name(text)
        self._find_titled_surnames(text)
        self._find_called(text)
        self._join_spellings()
        self.native_names = {match["name"]: match["native"] for match in NATIVE.finditer(text)}
        self._names = {**self._short_names(text), **{name: name for name in self.roles}, **self._spellings}
        self._mentions = self._find_mentions(text)
        self._places = [start for start, _, _ in self._mentions]
        self._acting = {
            start
            for start, end, _ in self._mentions
            if ACTS.match(text, end) and not UNDER.search(text[max(0, start - 60) : start])
        }
        self._pronouns = [match.start() for match in PRONOUN.finditer(text)]
        # In "It urged …" it is the meeting that speaks.
        self._meetings = sorted(match.start() for pattern in (A_MEETING, IT) for match in pattern.finditer(text))

    def subject(self, text: str, start: int, verb: int) -> Subject | None:
        """Who speaks in the clause that leads to the verb at `verb`, in the sentence that begins at `start`."""
        sentence, start = start, max(start, verb - _LOOK_BACK)
        found: Subject | None = None
        first, last = bisect.bisect_left(self._places, start), bisect.bisect_left(self._places, verb)
        for place, end, name in reversed(self._mentions[first:last]):
            if end <= verb and self._is_boundary(text, sentence, place):
                found = Subject(name, place)
                break
        for place in reversed(_between(self._pronouns, found.start if found else start, verb)):
            if BOUNDARY.search(text[max(start, place - 40) : place]):
                found = Subject(None, place)
                break
        for place in reversed(_between(self._meetings, found.start if found else start, verb)):
            if BOUNDARY.search(text[max(start, place - 40) : place]):
                if WITHIN.search(text[max(start, place - 80) : place]):
                    continue
                found = Subject(MEETING, place)
                break
        if found is None and re.search(
            r"\bit\s+(?:was|is)\s+(?:also\s+|further\s+)?$", text[max(start, verb - 24) : verb], re.I
        ):
            return Subject(MEETING, start)
        return found

    def antecedent(self, text: str, start: int, place: int) -> str | None:
        """Who "he" at `place` is, when nobody has spoken since `start`: the last person that heads a clause before it."""
        first = bisect.bisect_left(self._places, max(start, place - 2 * _LOOK_BACK))
        for before, _, name in reversed(self._mentions[first : bisect.bisect_left(self._places, place)]):
            if self._is_boundary(text, max(start, before - _LOOK_BACK), before):
                return name
        # "The plan was read by Wang Fang. She stressed …"
        agents = [
            name
            for before, _, name in self._mentions[first : bisect.bisect_left(self._places, place)]
            if AGENT.search(text[max(start, before - _TITLE_LENGTH) : before])
        ]
        return agents[-1] if agents else None

    def head(self, text: str, start: int) -> tuple[str, int] | None:
        """Who alone begins the sentence at `start`, perhaps behind a title, and where the name and the role behind it end."""
        first = bisect.bisect_left(self._places, start)
        for place, end, name in self._mentions[first : first + 1]:
            before = text[start:place] if place - start < _TITLE_LENGTH else "?"
            lead = LEAD_IN.match(before)
            before = before[lead.end() if lead else 0 :]
            title = TITLE_BEFORE.search(before)
            acts = place in self._acting and re.fullmatch(r"[\w&()/ -]{0,80}", before)
            if before.strip() and not acts and (title is None or title.start() or "\n" in before):
                return None
            if role := ROLE_BEHIND.match(text, end):
                end = role.end()
            return None if NOT_ALONE.match(text, end) else (name, end)
        return None

    def subject_after(self, text: str, verb: int, end: int) -> tuple[str | None, int] | None:
        """Who is named right after the verb that ends at `verb`, perhaps behind a title, and where that name ends.

        None for "the official", who is whoever spoke before.
        """
        first = bisect.bisect_left(self._places, verb)
        for place, after, name in self._mentions[first : first + 1]:
            between = text[verb:place]
            if after <= end and len(between) < 80 and (not between.strip() or TITLE_BEFORE.search(" " + between)):
                return name, after
        stand_in = STANDS_BEHIND.match(text, verb, end)
        return (None, stand_in.end()) if stand_in else None

    def may_be_person(self, words: str) -> bool:
        """Whether words look like somebody: a Chinese family name first and one word behind it."""
        return len(words.split()) == 2 and words.split()[0].lower() in FAMILY_FIRST

    def is_person(self, words: str) -> bool:
        """Whether a person has this name; words that only do what people do, as "Qingdao Lishen attended", may be a unit's."""
        return words in self.roles and (
            self.roles[words] is not None or words.split()[0].lower() in FAMILY_FIRST or words not in self._only_doing
        )

    def shown_as(self, name: str) -> str:
        """The name as it is told: as the text has it."""
        return name

    def leader_named_in(self, words: str) -> str | None:
        """The one person a heading or label names, by full name or by title and surname; None for none or several."""
        found = list(_named(words, self._names))
        full = {name for start, end, name in found if words[start:end] == name}
        if len(full) == 1:
            return full.pop()
        short = {name for _, _, name in found}
        return short.pop() if not full and len(short) == 1 and re.search(rf"(?:{HEAD_OF})|\bM[rs]", words) else None

    def _is_boundary(self, text: str, start: int, place: int) -> bool:
        if STANDS_IN.search(text[max(0, place - _TITLE_LENGTH) : place]):
            return False
        if place in self._acting:
            return True
        start = max(start, place - _TITLE_LENGTH)
        known = self._boundaries.get((start, place))
        if known is None:  # one place is asked for by each verb behind it
            before = text[start:place]
            title = None if (known := bool(BOUNDARY.search(before[-40:]))) else TITLE_BEFORE.search(before)
            known = known or bool(title and BOUNDARY.search(before[: title.start()]))
            self._boundaries[start, place] = known
        return known

    def _short_names(self, text: str) -> dict[str, str]:
        """Surname to full name. Of two with one surname the first named is meant: whoever comes later is named in full again."""
        short: dict[str, str] = {}
        for name in sorted(self.roles, key=text.find):
            words = name.split()
            if len(words) > 1:
                short.setdefault(words[0] if words[0].lower() in FAMILY_FIRST else words[-1], name)
                short.setdefault(words[-1].rpartition("-")[2], name)  # Governor Menon for Ravi Holm-Menon
        for word in {match["name"] for match in CALLED.finditer(text)} - {*short}:
            called = [name for name in self.roles if name.split()[0] == word]
            if len(called) == 1:
                short[word] = called[0]
        return short

    def _find_named(self, text: str) -> None:
        """Who is named in full beside what tells that it is a name."""
        for pattern in _NAMING:
            for match in pattern.finditer(text):
                name = _as_name(match["name"])
                if name is None:
                    continue
                if pattern is TITLED and NAMED_NEXT.match(text, match.end()):
                    continue  # "Commissioner Dir Lower, Li Na, said": a place
                name = self._without_town(name)
                if pattern not in (DOING, MET):
                    self._only_doing.discard(name)
                elif name not in self.roles:
                    self._only_doing.add(name)
                role = self._role(text, pattern, match)
                if (
                    pattern is APPOSITION
                    and (next_person := TITLED.match(role or ""))
                    and _as_name(next_person["name"])
                ):
                    role = None  # "Wu Gang, General Manager Li Na": the title is the next person's
                self.roles[name] = self.roles.get(name) or role

    def _find_honoured(self, text: str) -> None:
        """Who is only called Mr, Dr or Comrade."""
        for match in HONOURED.finditer(text):
            name = self._without_town(_as_name(match["name"]) or match["name"])
            if not any(name in known.split() for known in self.roles):
                title = TITLE_RIGHT_BEFORE.search(text[max(0, match.start() - _TITLE_LENGTH) : match.start()])
                self.roles[name] = self.roles.get(name) or (title["role"] if title else None)

    def _find_one_name(self, text: str) -> None:
        """Who has one name only, behind an office or before it."""
        for pattern in (ONE_NAME_BEHIND, ONE_NAME_FIRST):
            for match in pattern.finditer(text):
                name = match["name"]
                if name.lower() not in NO_NAME | self._towns and not any(name in known.split() for known in self.roles):
                    self.roles[name] = match["role"]

    def _find_titled_surnames(self, text: str) -> None:
        """Who is only called by title and surname: "Mayor Menon"."""
        for match in TITLED_SURNAME.finditer(text):
            name = match["name"]
            if name.lower() in NO_NAME | self._towns:
                continue
            bearers = [known for known in self.roles if name in known.split() or name in known.split("-")]
            office = HELD_BY_ONE.get(match["role"])
            if not bearers:
                self.roles.setdefault(name, match["role"])
            elif office and not any(office in (self.roles[known] or office).lower() for known in bearers):
                self.roles.setdefault(f"{match['role']} {name}", match["role"])  # of one name, yet somebody else

    def _find_called(self, text: str) -> None:
        """Add those who speak by surname alone below: their full name stands behind an office above, in whatever form."""
        known = {word for name in self.roles for word in re.split("[ -]", name)}
        called = {match["name"]: match.start() for match in reversed([*CALLED.finditer(text)])}
        unknown = {word for word in called if word not in known and word.lower() not in NO_NAME | self._towns}
        for match in FULL_NAME.finditer(text) if unknown else ():
            name = _as_name(match["name"])
            surname = name.split()[-1] if name else ""
            if name and surname in unknown and match.start() < called[surname]:
                before = re.split(r"\n|\.\s", text[max(0, match.start() - _LOOK_BACK) : match.start()])[-1]
                if OFFICE.search(before[-200:]):
                    self.roles[name] = None
                    unknown.discard(surname)

    def _find_mentions(self, text: str) -> list[tuple[int, int, str]]:
        names = self._names
        found = [
            (start, end, name)
            for start, end, name in _named(text, names)
            if text[start:end] == name or not BODY_BEHIND.match(text, end)
        ]
        found.extend(unnamed(text, found))
        for place, end, holder in titles_alone(text, self.roles):
            found.append((place, end, holder))
            self.roles.setdefault(holder)
        return sorted(each for each in found if not text.startswith(" Thought", each[1]))

    def _join_spellings(self) -> None:
        """Hold "Engineer Li Na" for Li Na, and "Ravi Menon" for Anand Ravi Menon: for the one whose role the text tells."""
        for name in [*self.roles]:
            words = name.split()
            if len(words) > 2 and re.fullmatch(r"[A-Z]\.?", words[0]):
                self._spellings[" ".join(words[1:])] = name
            if len(words) > 2 and (short := f"{words[0]} {words[-1]}") in self.roles:
                self._spellings[short] = name
                self.roles[name] = self.roles[name] or self.roles.pop(short)
                self.roles.pop(short, None)
            if len(words) == 2 and words[1] == _GENERAL_MANAGER:
                bearers = [known for known in self.roles if known != name and words[0] in known.split()]
                if len(bearers) == 1:
                    self._spellings[name] = bearers[0]
                    del self.roles[name]
                    continue
            tails = (" ".join(words[first:]) for first in range(1, len(words) - 1))
            shorter = next((tail for tail in tails if tail in self.roles), None)
            if shorter is None or name not in self.roles:
                continue
            is_whole = words[-2].lower() in FAMILY_FIRST or not self.roles[name]
            kept, other = (shorter, name) if is_whole else (name, shorter)
            self._spellings[other] = kept
            self.roles[kept] = self.roles[kept] or self.roles[other]
            del self.roles[other]

    def _without_town(self, name: str) -> str:
        """The name without the town its bearer is in charge of: "Commissioner Springfield Li Na Holm"."""
        town, _, rest = name.partition(" ")
        if " " not in rest or town.lower() not in self._towns or town.lower() in FAMILY_FIRST:
            return name
        self._spellings[name] = rest
        return rest

    def _role(self, text: str, pattern: re.Pattern[str], match: re.Match[str]) -> str | None:
        if pattern is APPOSITION:
            return _role_from(text, match.start("role"))
        role = " ".join((match.groupdict().get("role") or "").split())
        if pattern is TITLED and (
            whole := TITLE_RIGHT_BEFORE.search(text[: match.start("name")], max(0, match.start("role") - _TITLE_LENGTH))
        ):
            if assisted := ASSISTS.search(text[: whole.start()], max(0, whole.start() - _TITLE_LENGTH)):
                return f"{assisted[1]} to the {whole['role']}"
            before, _, last = whole["role"].rpartition(" and ")
            # In "group chief executive" only the last word is written as a title is.
            role = max(role, whole["role"] if re.search(rf"(?:{HEAD_OF})$", before) else last, key=len)
        if pattern is BY and not re.search(rf"\b(?:{HEAD_OF})\b", role, re.I):
            return None
        return re.sub(r"^the\s+", "", role, flags=re.I) or None


def _named(text: str, names: Mapping[str, str]) -> Iterator[tuple[int, int, str]]:
    """Every place of these names, the longest first. Looked up by their first word, so that many names cost little more than one."""
    sizes: dict[str, set[int]] = {}
    for name in names:
        first = _WORD.match(name)
        sizes.setdefault(first[0] if first else "", set()).add(len(name))
    longest_first = {first: sorted(found, reverse=True) for first, found in sizes.items()}
    past = 0
    for word in _WORD.finditer(text):
        start = word.start()
        for size in longest_first.get(word[0], ()) if start >= past else ():
            end = start + size
            if text[start:end] in names and not re.match(r"[\w-]", text[end : end + 1]):
                yield start, end, names[text[start:end]]
                past = end
                break


_WORD: Final = re.compile(r"(?<![\w-])\w+")


def _between(places: list[int], start: int, end: int) -> list[int]:
    return places[bisect.bisect_left(places, start) : bisect.bisect_left(places, end)]


_ROLE_GOES_ON: Final = re.compile(rf"\s*(?:and\s+)?{ROLE_LEAD}(?:{HEAD_OF})\b")
_ROLE_STOPS: Final = re.compile(
    rf"[,;.:\n]|\s+(?=(?:chaired|presided|attended|addressed|delivered|made|gave|spoke|stressed|emphasi[sz]ed|pointed|said|noted|required|urged|asked|demanded"
    rf"|called|suggested|proposed|put|instructed|requested|encouraged|summarized|concluded|hosted|moderated|led|was|were|is|has|had|also)\b)"
    rf"|\s+and\s+(?={NAME}\s*[,(])"
)


def _role_from(text: str, start: int) -> str:
    """The role words from `start`: up to a comma, unless what follows the comma is another role of the same person."""
    end = start
    while stop := _ROLE_STOPS.search(text, end, start + 400):
        end = stop.start()
        if stop[0] != "," or not _ROLE_GOES_ON.match(text, stop.end()):
            break
        end = stop.end()
    else:
        end = min(len(text), start + 400)
    return re.sub(r"^(?:the|a|an)\s+", "", " ".join(text[start:end].split()), flags=re.I)


def _as_name(words: str) -> str | None:
    """The words as a person's name; None when one of them is no part of names, such as Committee or April."""
    parts = re.sub(r"[’']s$", "", words).split()
    while parts and re.fullmatch(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Today", parts[-1]):
        parts = parts[:-1]
    while parts and parts[0].lower() in NO_NAME | TITLE_WORDS and not (parts[0] == "He" and len(parts) > 1):
        parts = parts[1:]
    if len(parts) > 2 and parts[0] == "Dean":  # with one name behind it, it may be a name itself
        parts = parts[1:]
    # He is a family name as well.
    if parts and re.fullmatch(rf"(?:{TITLE_ALONE})|{FORCES}", parts[-1]):
        return None  # "Port Commissioner said": an office
    if any(re.search(r"[’']s$", part) for part in parts[:-1]):
        return None  # "Mayor's Address"
    surname_first = bool(parts) and parts[0].lower() in FAMILY_FIRST
    if len(parts) < 2 or any(part.lower() in NO_NAME and not (part == "He" and surname_first) for part in parts):
        return None
    return " ".join(parts)
