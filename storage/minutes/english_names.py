"""The people English minutes name: full names, roles, and who a bare surname or "she" stands for."""

import bisect
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from storage.minutes.copies import CJK
from storage.minutes.english_titles import BODY_BEHIND, HEAD_OF, TITLE_ALONE, titles_alone, unnamed
from storage.minutes.english_words import FAMILY_FIRST, NO_NAME, TITLE_WORDS, TOWNS

MEETING: Final = "The meeting"
_LOWER: Final = "a-zß-öø-ÿāăąćčďđēęěğīıłńňōőřśşšťūůűźžżơư\u1ea0-\u1eff"
_NAME_WORD: Final = rf"[A-ZÀ-ÖØ-ÞĂĆČĐŁŚŞŠŽŻ][A-ZÀ-Þ{_LOWER}’'-]{{0,30}}[{_LOWER}]"
_TWO_INITIALS: Final = rf"(?!AC\b|AI\b|AU\b|CM\b|CS\b|DC\b|DG\b|DM\b|ED\b|EU\b|GM\b|HR\b|IT\b|LG\b|MD\b|PM\b|PR\b|PS\b|SE\b|SP\b|TV\b|UK\b|UN\b|US\b|UT\b|VP\b|XE\b)[A-Z]{{2}}[ \t]+(?!(?i:chief|prime|deputy|vice|{TITLE_ALONE})\b)"
"""Two initials without stops: "MK Gandhi"; no office, no country."""
_NAME: Final = (
    rf"(?<!\w)(?:(?:(?:[A-Z]\.[ \t]*|(?![AI]\b)[A-Z][ \t]+){{0,3}}|{_TWO_INITIALS}){_NAME_WORD}(?:[ \t]+(?:(?:de|da|van|von|der|bin|ibn|bint|binti|al|Al|El)[ \t]+){{0,2}}(?:{_NAME_WORD}|[A-Z]\b\.?)){{1,3}}"
    rf"|(?:[A-Z]\.[ \t]*){{1,3}}{_NAME_WORD}(?!\w)|{_TWO_INITIALS}{_NAME_WORD}(?!\w)|(?:(?![AI]\b)[A-Z][ \t]+){{2,3}}{_NAME_WORD}(?!\w))"
)
_HONOUR: Final = r"Mr|Mrs|Ms|Miss|Dr|Prof|Comrade|Professor|Madam|Sir|Shri|Sri|Smt|Datuk(?:\s+Seri)?|Dato[’']?(?:\s+(?:Seri|Sri))?|Tan\s+Sri|Tun|Hon|Engr|Alhaji|Alhaja|Hajiya|Mallam|Barr|Barrister|Otunba"
_DISTRICT: Final = r"\s+[A-Z][a-z]+\s+(?:[Dd]ivision|[Dd]istrict|[Cc]ity|[Rr]egion|[Rr]ange|[Pp]rovince)"
_FORCES: Final = r"(?:Lt|Lieutenant|Maj|Major|Brig|Brigadier)\.?\s+Gen(?:eral|\.)?|Lt\.?\s+Col|Captain|Capt|Colonel|Col|Major|Maj|Brigadier|Brig|Engineer"
_ROLE_LEAD: Final = (
    r"(?:(?!(?:who|whom|which|with|and|while|as|where|when|has|had|have|was|were|is|are|to|for|from|on|in|at|by|made|gave|said|today|yesterday|also|directed|asked|urged|called|told|chaired|held|convened|presided)\b)"
    r"[A-Za-z][\w&.-]*[ \t-]+){0,5}"
)
_APPOSITION: Final = re.compile(rf"(?P<name>{_NAME}),\s+(?P<role>{_ROLE_LEAD}(?i:{HEAD_OF})\b)")
_ROLE_FIRST: Final = re.compile(
    rf"\b(?:[Tt]he|[Oo]ur|[Ii]ts)\s+(?P<role>{_ROLE_LEAD}(?i:{HEAD_OF})(?:\s+of\s+[^,.;\n]{{1,40}})?),\s+(?:(?:{_HONOUR})\.?\s+)?(?P<name>{_NAME}),"
)
_TITLE_FIRST: Final = re.compile(
    rf"(?:^|(?<=[.:)]\s)|(?<=\s:))(?P<role>(?:[A-Z]\w+\s+){{1,4}}(?i:{HEAD_OF}))(?:\s*\([A-Z]+\),)?(?:\s+[A-Z][a-z]+){{0,2}}(?:,\s+[A-Z][a-z]+(?:\s+(?:(?:and|&)\s+)?[A-Z][a-z]+){{0,3}})?,\s+(?P<name>{_NAME})(?=,?\s+(?:today\s+|on\s+|has\s+)?(?:[A-Z]\w+day\s+)?[a-z]+)",
    re.M,
)
"""Newspapers' order: "Finance Secretary, Li Na today called for …", "Mayor Springfield, Li Na today …"."""
_TITLE_OF: Final = re.compile(
    rf"\b[Tt]he\s+(?P<role>(?:[A-Z][\w-]*\s+){{0,3}}(?i:{HEAD_OF})(?:\s+of\s+[^,.;\n]{{1,60}})?),\s+(?:(?:{_HONOUR})\.?\s+){{0,3}}(?P<name>{_NAME})(?=,?\s+(?:today|yesterday|on|has|had|[A-Z]\w+day)\s)"
)
"""The office with its place, then the name: "The Governor of Port State, Professor Li Na today chaired …"."""
_MET: Final = re.compile(rf"(?P<name>{_NAME})\s+(?=(?:held|convened)\s+an?\s+(?:\w+\s+){{0,3}}meeting\s+with\b)")
"""Only somebody meets with others: "Li Na held a meeting with the mayors"."""
_BRACKETED: Final = re.compile(rf"(?P<name>{_NAME})\s*\((?P<role>[^()\n]{{0,30}}\b(?i:{HEAD_OF})\b[^()\n]{{0,80}})\)")
_TITLED: Final = re.compile(
    rf"\b(?P<role>(?:[Tt]he\s+)?(?:[Ll]ieutenant\s+|[Ll]t\.?\s+|[Dd]eputy\s+|[Vv]ice[ -]|[Gg]eneral\s+|[Mm]anaging\s+|[Pp]arty\s+|[Pp]rime\s+|[Aa]cting\s+|[Ee]xecutive\s+)*"
    rf"(?:[Cc]hief\s+)?(?i:{HEAD_OF}|CEO|CFO|CTO|COO|GM)(?:\s+of\s+(?!the\b)[A-Za-z][A-Za-z ]{{1,40}}?|\s+to\s+the\s+(?:[A-Z]\w+\s+and\s+[A-Z]\w+|Government|State|Treasury|Cabinet|Council))?)(?:{_DISTRICT})?(?:\s*\([A-Z][\w-]{{1,6}}\))?(?:,?\s+(?:[A-Z][a-z]+\s+)?(?:{_HONOUR}|{_FORCES})\.?(?:\s+(?:{_HONOUR})\.?)?(?:\s*\((?i:retired|retd|r)\.?\))?)?\s+(?<!\band )(?P<name>(?:[AI]\s+)?{_NAME})"
)
_HONOURED: Final = re.compile(rf"\b(?:{_HONOUR})(?:\.\s*|\s+)(?P<name>{_NAME_WORD}(?:[ \t]+{_NAME_WORD}){{0,3}})")
_TITLED_SURNAME: Final = re.compile(
    rf"\b(?P<role>(?:Deputy\s+|Vice[ -]|General\s+|Managing\s+|Party\s+|Executive\s+|Associate\s+|Assistant\s+)*(?:Secretary|President|Chairman|Chairwoman|Chair|Manager|Director|Minister|Premier|Governor|Mayor|Dean|Principal|GM|CEO|Councill?or|Council(?:member|man|woman)|Alderman|Trustee|Commissioner|Senator|Supervisor|Treasurer))\s+(?P<name>{_NAME_WORD})(?!\w|\s+[A-Z])"
)
_BY: Final = re.compile(
    rf"\b(?:chaired|presided\s+over|moderated|hosted|facilitated|led|opened)\s+by\s+(?:the\s+)?(?:(?:Mr|Ms|Mrs|Dr)\.?\s+)?(?P<role>(?:[A-Za-z-]+\s+){{0,6}}?(?:of\s+[^,.;\n]{{1,60}}\s+)?)(?P<name>{_NAME})(?![\w])"
)
_SPEAKS: Final = (
    r"told|warned|chaired|presided|attended|addressed|delivered|made|gave|spoke|stressed|emphasi[sz]ed|pointed\s+out|said|noted|required|urged|asked|demanded|called\s+(?:on|for)|suggested"
    r"|proposed|put\s+forward|instructed|requested|encouraged|summarized|concluded|directed|highlighted|underlined|underscored|ordered|advised|exhorted|reiterated"
)
_OFFICE_IN: Final = re.compile(
    rf"(?:^|(?<=[.!?]\s))(?P<role>(?:[A-Z]\w+\s+){{0,4}}(?i:{HEAD_OF})\s+(?:of|in|for|at)\s+(?:(?:[A-Z][\w&’'-]*|and|of|the|for|in),?\s+){{0,13}}[A-Z][\w&’'-]*),\s+(?P<name>{_NAME})"
    rf"(?=\s+(?:today|on|has|had|says|{_SPEAKS})\b)",
    re.M,
)
"""The office with all its place at the head of a sentence: "Secretary in the Ministry of Ports, Li Na says …"."""
_DOING: Final = re.compile(
    rf"(?P<name>{_NAME})(?:\s+(?:then|also|further|first|finally|again|later|subsequently|on\s+\w+day))?\s+(?=(?:{_SPEAKS})\b)"
)
_ACTS: Final = re.compile(
    rf"(?:,\s+(?:a|an|the|who|also)\b[^,.;\n]{{2,80}},)?(?:\s+(?:on\s+)?\w+day|\s+today|\s+also|\s+further)?\s+(?:{_SPEAKS}|held|convened)\b"
)
"""Behind a name: what only somebody named first in the clause does, whatever their title before."""
_UNDER: Final = re.compile(
    rf"\b(?:by|of|with|to|from|under|for|told)\s+(?:the\s+)?(?:[\w&]+\s+){{0,4}}(?:(?i:{HEAD_OF})\s+)?(?:(?:{_HONOUR})\.?\s+)?$"
)
# A bare name whose sentence leads to a list: "Zhang Qiang summed up with two points: first, …".
_NAMED_NEXT: Final = re.compile(
    rf",\s+{_NAME},?\s+(?:(?:has|had|today|on\s+\w+day|\w+day)\s+)*(?:{_SPEAKS}|held|convened|reviewed)\b"
)
_CLOSING: Final = re.compile(
    rf"(?:^|(?<=[.!?]\s))(?:(?:[Ff]inally|[Ll]astly|[Tt]hen|[Nn]ext|[Aa]fterwards|[Ii]n\s+closing|[Ii]n\s+conclusion),?\s+)?(?P<name>{_NAME})\s+(?:(?:then|also|finally|\w+ly)\s+)?"
    r"(?=(?:wrapped|wound|summed|rounded|closed|ended|finished|concluded|left|laid|outlined|spelled|spelt|listed|raised|gave|had|asked|set|drew|dwelt|came)\b[^.:;\n]{0,120}"
    r"(?::|\.\s+(?:[Tt]he\s+)?[Ff]irst\b|\.\s*\(?1[.)]))",
    re.M,
)
_TOWN: Final = re.compile(
    rf"^([A-Z]{{4,}})(?=[,:(]|\s+[-–—])|\b(?:in|at|from|across|near)\s+([A-Z][a-z]+)\b(?!\s+[A-Z])"
    rf"|\b([A-Z][a-z]+)\s+(?:[Dd]istrict|[Dd]ivision|[Cc]ity|[Pp]rovince|[Cc]ounty|[Tt]ehsil)\b|(?i:{HEAD_OF})\s+([A-Z][a-z]+)(?=\s+(?:in|on|at|to|for|every|with)\b)",
    re.M,
)
"""A word that names a place somewhere in the text, so that behind a title it may be no part of the name."""
_DESCRIBED: Final = re.compile(
    rf"(?P<name>{_NAME}),\s+(?:an?|the|who)\s+[^,.;\n]{{2,80}},\s+(?:(?:on\s+)?\w+day\s+|today\s+|also\s+)?(?=(?:{_SPEAKS})\b)"
)
"""Somebody without a title: "Li Na, a guest of the yard, urged …"."""
_BEHIND_OFFICES: Final = re.compile(
    rf"\b(?P<role>(?:[A-Z]\w+\s+){{0,4}}(?i:{HEAD_OF})\b[^.;\n]{{0,160}}?),\s+(?P<name>{_NAME})(?:\s+(?:[IVX]{{2,4}}|[JS]r)\b\.?)?(?=,\s+(?:(?:on\s+)?\w+day\s+|today\s+)?(?:{_SPEAKS}|[a-z]+ed|held|took|led|met)\b)"
)
"""Offices that hold commas and brackets, then the name: "Minister of State (Ports) for the North, Li Na, chaired …"."""
_NATIVE: Final = re.compile(rf"(?P<name>{_NAME})\s*\(\s*(?P<native>[{CJK}]{{2,4}})\s*\)")
_MEETING: Final = re.compile(
    r"\b(?:the\s+)?(?:meeting|conference|session|symposium|workshop|forum|seminar|retreat)\b(?!\s+(?:room|hall|minutes|chair))",
    re.I,
)
_IT: Final = re.compile(
    r"\b[Ii]t\s+(?:also\s+|further\s+)?(?=(?:stress|urg|call|requir|emphasi[sz]|demand|point|not|review|approv|adopt|hear|discuss|deliberat|direct|underscor|underlin|highlight)(?:e[sd]|ed|s|d)\b)"
)
_CALLED: Final = re.compile(
    rf"(?:^|(?<=[.,:”\"]\s)|(?<=said\s))(?:(?:{_HONOUR})\.?\s+)?(?P<name>{_NAME_WORD}),?\s+(?:(?:also|further|then|later|today|who\s[^,.;\n]{{2,80}},|was\s+quoted\s+as)\s+)*(?=(?:{_SPEAKS}|added|saying)\b)",
    re.M,
)
"""Somebody called by the first of their names: "Anwar also urged"."""
_FULL_NAME: Final = re.compile(rf"(?P<name>{_NAME})")
_OFFICE: Final = re.compile(rf"\b(?:[A-Z][\w-]*\s+){{0,3}}(?i:{HEAD_OF})\b|\b(?:{_HONOUR})\b")
_STAND_IN: Final = (
    r"[Tt]he\s+(?:(?:[A-Z]?[a-z]+|top|senior)\s+){0,2}"
    r"(?:[Bb]oss|lawmaker|legislator|politician|statesman|dignitary|bureaucrat|official|[Hh]ead\s+of\s+[Ss]tate|[Gg]overnment\s+(?:leader|chief|head)|leader\s+of\s+(?:the\s+)?[A-Z]\w+)\b"
    r"(?=[.,;]|\s*$|\s+(?:(?:also|further|then|has|had|who|\w+ly)\s+)*(?:[a-z]+ed|said|told|held|laid|put|made|gave|on|at|while)\b)"
)
_PRONOUN: Final = re.compile(
    r"\b(?:[Hh]e|[Ss]he)\b(?!\s+[A-Z][a-z])"
    rf"|\b{_STAND_IN}"
)
"""He and she, and words that stand for them: "the county boss"."""
_STANDS_BEHIND: Final = re.compile(rf"\s+{_STAND_IN}")
_AGENT: Final = re.compile(r"\b(?:was|were)\s+(?:\w+\s+){1,3}by\s+(?:the\s+)?(?:[\w-]+\s+){0,4}$", re.I)
_BOUNDARY: Final = re.compile(
    r"(?:^|[,;:.!?—–)\"“”’]|--|\b(?:in|at|on|during)\s+(?:his|her|the|a|this|\w+['’]s)\s+(?:\w+\s+){0,2}(?:occasion|outset|inspection|visit|tour|review|session|teleconference|speech|remarks|address|report|conclusion|meeting|conference)|\b(?:and|while|but|then|where|when|which|whereas|as|that|however|meanwhile|besides|later|afterwards|also|further|moreover|therefore))\s*$",
    re.I,
)
_TITLE_BEFORE: Final = re.compile(
    rf"(?:(?-i:\b[A-Z]{{2,4}})|\b(?:(?:{_HONOUR})\.?\s+)?(?:{_HONOUR})\.?|\b(?:(?!(?:by|of|to|with|from|for|under|over|told|met|and|while|meeting|speech|conference|session|review|report)\b)[A-Za-z-]+\s+){{0,4}}(?:{HEAD_OF})(?:\s+of\s+[^,.;]{{1,60}}|\s+for\s+[^.;]{{1,80}}|\s+of|{_DISTRICT})?(?:\s*\([A-Z][\w-]{{1,6}}\))?(?:,?\s+(?:Mr|Mrs|Ms|Dr|Shri|Sri|Smt)\.?)?)(?:\s+|(?<=[rs]\.))$",
    re.I,
)
_TITLE_RIGHT_BEFORE: Final = re.compile(
    rf"\b(?:[Tt]he\s+)?(?P<role>(?!and\b|of\b)(?:[A-Z][\w&-]*[ \t]+|and[ \t]+|of[ \t]+){{0,6}}(?:[Vv]ice-)?(?i:{HEAD_OF}))(?:\s*\([A-Z][\w-]{{1,6}}\))?(?:,?\s+(?:{_HONOUR}|{_FORCES})\.?(?:\s+(?:{_HONOUR})\.?)?(?:\s*\((?i:retired|retd|r)\.?\))?)?,?\s+$"
)
_ASSISTS: Final = re.compile(rf"\b((?:[A-Z][a-z]+\s+){{0,3}}(?i:{HEAD_OF}))\s+to\s+(?:the\s+)?$")
"""Before a title: whose it is only assists its bearer, as "Press Secretary to the Mayor"."""
_WITHIN: Final = re.compile(
    r"\b(?:(?:at|in|during|of|from|for|after|before|on)\s+(?:the|an?|this|his|her)\s+(?:[\w-]+\s+){0,4}"
    r"|(?:chaired|held|attended|convened|addressed|opened|presided\s+over)\s+(?:[\w()&-]+\s+){0,7})$",
    re.I,
)
"""Before a meeting in which somebody else speaks: "at the yearly review meeting"."""
_LEAD_IN: Final = re.compile(
    r"(?:(?:then|next|finally|lastly|afterwards|later|in\s+(?:closing|conclusion|the\s+end)|(?:at|after|before|during)\s+[^,.\n]{2,40}),?\s+)",
    re.I,
)
_ROLE_BEHIND: Final = re.compile(
    r",\s[^,.;:\n]{2,80}(?:,\s(?:and\s)?[^,.;:\n]{2,80}){0,2},(?=\s+[a-z])|\s*\([^()\n]{1,80}\)"
)
_NOT_ALONE: Final = re.compile(r"[’']s?\b|\s*(?:,|and\b|&|:|\))|\s*$|\s*\n")
"""Behind a name: others beside the person, what belongs to them, or no sentence at all."""
_LOOK_BACK: Final = 500
_TITLE_LENGTH: Final = 120


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
        self._towns = {word.lower() for match in _TOWN.finditer(text) for word in match.groups() if word} | TOWNS
        self._spellings: dict[str, str] = {}
        for pattern in (
            _APPOSITION,
            _ROLE_FIRST,
            _TITLE_FIRST,
            _TITLE_OF,
            _OFFICE_IN,
            _BEHIND_OFFICES,
            _BRACKETED,
            _TITLED,
            _BY,
            _DOING,
            _MET,
            _DESCRIBED,
            _CLOSING,
        ):
            for match in pattern.finditer(text):
                name = _as_name(match["name"])
                if name is None:
                    continue
                if pattern is _TITLED and _NAMED_NEXT.match(text, match.end()):
                    continue  # "Commissioner Dir Lower, Li Na, said": a place
                name = self._without_town(name)
                if pattern not in (_DOING, _MET):
                    self._only_doing.discard(name)
                elif name not in self.roles:
                    self._only_doing.add(name)
                role = self._role(text, pattern, match)
                if (
                    pattern is _APPOSITION
                    and (next_person := _TITLED.match(role or ""))
                    and _as_name(next_person["name"])
                ):
                    role = None  # "Wu Gang, General Manager Li Na": the title is the next person's
                self.roles[name] = self.roles.get(name) or role
        for match in _HONOURED.finditer(text):
            name = self._without_town(_as_name(match["name"]) or match["name"])
            if not any(name in known.split() for known in self.roles):
                title = _TITLE_RIGHT_BEFORE.search(text[max(0, match.start() - _TITLE_LENGTH) : match.start()])
                self.roles[name] = self.roles.get(name) or (title["role"] if title else None)
        for match in _TITLED_SURNAME.finditer(text):
            name = match["name"]
            if name.lower() not in NO_NAME | self._towns and not any(
                name in known.split() or name in known.split("-") for known in self.roles
            ):
                self.roles.setdefault(name, match["role"])
        self._find_called(text)
        self._join_spellings()
        self.native_names = {match["name"]: match["native"] for match in _NATIVE.finditer(text)}
        self._names = {**self._short_names(text), **{name: name for name in self.roles}, **self._spellings}
        self._mentions = self._find_mentions(text)
        self._places = [start for start, _, _ in self._mentions]
        self._acting = {
            start
            for start, end, _ in self._mentions
            if _ACTS.match(text, end) and not _UNDER.search(text[max(0, start - 60) : start])
        }
        self._pronouns = [match.start() for match in _PRONOUN.finditer(text)]
        # In "It urged …" it is the meeting that speaks.
        self._meetings = sorted(match.start() for pattern in (_MEETING, _IT) for match in pattern.finditer(text))

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
            if _BOUNDARY.search(text[max(start, place - 40) : place]):
                found = Subject(None, place)
                break
        for place in reversed(_between(self._meetings, found.start if found else start, verb)):
            if _BOUNDARY.search(text[max(start, place - 40) : place]):
                if _WITHIN.search(text[max(start, place - 80) : place]):
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
            if _AGENT.search(text[max(start, before - _TITLE_LENGTH) : before])
        ]
        return agents[-1] if agents else None

    def head(self, text: str, start: int) -> tuple[str, int] | None:
        """Who alone begins the sentence at `start`, perhaps behind a title, and where the name and the role behind it end."""
        first = bisect.bisect_left(self._places, start)
        for place, end, name in self._mentions[first : first + 1]:
            before = text[start:place] if place - start < _TITLE_LENGTH else "?"
            lead = _LEAD_IN.match(before)
            before = before[lead.end() if lead else 0 :]
            title = _TITLE_BEFORE.search(before)
            acts = place in self._acting and re.fullmatch(r"[\w&()/ -]{0,80}", before)
            if before.strip() and not acts and (title is None or title.start() or "\n" in before):
                return None
            if role := _ROLE_BEHIND.match(text, end):
                end = role.end()
            return None if _NOT_ALONE.match(text, end) else (name, end)
        return None

    def subject_after(self, text: str, verb: int, end: int) -> tuple[str | None, int] | None:
        """Who is named right after the verb that ends at `verb`, perhaps behind a title, and where that name ends.

        None for "the official", who is whoever spoke before.
        """
        first = bisect.bisect_left(self._places, verb)
        for place, after, name in self._mentions[first : first + 1]:
            between = text[verb:place]
            if after <= end and len(between) < 80 and (not between.strip() or _TITLE_BEFORE.search(" " + between)):
                return name, after
        stand_in = _STANDS_BEHIND.match(text, verb, end)
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
        return short.pop() if not full and len(short) == 1 and re.search(rf"(?i:{HEAD_OF})|\bM[rs]", words) else None

    def _is_boundary(self, text: str, start: int, place: int) -> bool:
        if place in self._acting:
            return True
        start = max(start, place - _TITLE_LENGTH)
        known = self._boundaries.get((start, place))
        if known is None:  # one place is asked for by each verb behind it
            before = text[start:place]
            title = None if (known := bool(_BOUNDARY.search(before[-40:]))) else _TITLE_BEFORE.search(before)
            known = known or bool(title and _BOUNDARY.search(before[: title.start()]))
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
        for word in {match["name"] for match in _CALLED.finditer(text)} - {*short}:
            called = [name for name in self.roles if name.split()[0] == word]
            if len(called) == 1:
                short[word] = called[0]
        return short

    def _find_called(self, text: str) -> None:
        """Add those who speak by surname alone below: their full name stands behind an office above, in whatever form."""
        known = {word for name in self.roles for word in re.split("[ -]", name)}
        called = {match["name"]: match.start() for match in reversed([*_CALLED.finditer(text)])}
        unknown = {word for word in called if word not in known and word.lower() not in NO_NAME | self._towns}
        for match in _FULL_NAME.finditer(text) if unknown else ():
            name = _as_name(match["name"])
            surname = name.split()[-1] if name else ""
            if name and surname in unknown and match.start() < called[surname]:
                before = re.split(r"\n|\.\s", text[max(0, match.start() - _LOOK_BACK) : match.start()])[-1]
                if _OFFICE.search(before[-200:]):
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
        if pattern is _APPOSITION:
            return _role_from(text, match.start("role"))
        role = " ".join((match.groupdict().get("role") or "").split())
        if pattern is _TITLED and (
            whole := _TITLE_RIGHT_BEFORE.search(
                text[: match.start("name")], max(0, match.start("role") - _TITLE_LENGTH)
            )
        ):
            if assisted := _ASSISTS.search(text[: whole.start()], max(0, whole.start() - _TITLE_LENGTH)):
                return f"{assisted[1]} to the {whole['role']}"
            before, _, last = whole["role"].rpartition(" and ")
            # In "group chief executive" only the last word is written as a title is.
            role = max(role, whole["role"] if re.search(rf"(?i:{HEAD_OF})$", before) else last, key=len)
        if pattern is _BY and not re.search(rf"\b(?:{HEAD_OF})\b", role, re.I):
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


_ROLE_GOES_ON: Final = re.compile(rf"\s*(?:and\s+)?{_ROLE_LEAD}(?i:{HEAD_OF})\b")
_ROLE_STOPS: Final = re.compile(
    rf"[,;.:\n]|\s+(?=(?:chaired|presided|attended|addressed|delivered|made|gave|spoke|stressed|emphasi[sz]ed|pointed|said|noted|required|urged|asked|demanded"
    rf"|called|suggested|proposed|put|instructed|requested|encouraged|summarized|concluded|hosted|moderated|led|was|were|is|has|had|also)\b)"
    rf"|\s+and\s+(?={_NAME}\s*[,(])"
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
    if parts and re.fullmatch(rf"(?i:{TITLE_ALONE})|{_FORCES}", parts[-1]):
        return None  # "Port Commissioner said": an office
    if any(re.search(r"[’']s$", part) for part in parts[:-1]):
        return None  # "Mayor's Address"
    surname_first = bool(parts) and parts[0].lower() in FAMILY_FIRST
    if len(parts) < 2 or any(part.lower() in NO_NAME and not (part == "He" and surname_first) for part in parts):
        return None
    return " ".join(parts)
