"""Titles that stand for somebody: "the Deputy Commissioner", "Mayor", "the DC", "the Div Com"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final


def _any_case(words: str) -> str:
    """Alternatives in small and capital letters, gathered by their first letter, so that a search soon passes over other words."""
    gathered: dict[str, list[str]] = {}
    for word in words.split("|"):
        gathered.setdefault(word[0].lower(), []).append(word[1:])
    return "|".join(f"[{first.upper()}{first}](?i:{'|'.join(rest)})" for first, rest in gathered.items())


HEAD_OF: Final = _any_case(
    r"director-general|secretary-general|inspector-general|attorney-general|secretary|president|chairman|chairwoman|chairperson|chair|manager|director|general\s+manager|chief|head|leader|minister|premier|governor"
    r"|mayor|dean|principal|commissioner|ambassador|officer|CEO|CFO|CTO|COO|engineer|accountant|economist|inspector|supervisor|auditor|member|professor"
    r"|assistant|executive|founder|partner|spokesperson|representative|deputy|counsel|treasurer|registrar|provost|rector|vice-president|coordinator|superintendent|councill?or|cllr|council\s?member|alderman|trustee"
    r"|collector|magistrate|undersecretary|chancellor|vice-chancellor"
    r"|prince|princess|warden|captain|commander|sultan|emir|master|administrator|controller|adviser|advisor|convenor|convener|editor|architect|planner|analyst|lawyer|clerk|sheriff|judge"
)
"""What somebody is called at the head of something."""
TITLE_ALONE: Final = _any_case(
    r"president|premier|chairman|chairwoman|chairperson|chair|secretary|director|manager|minister|mayor|governor|dean|principal"
    r"|commissioner|collector|magistrate|treasurer|superintendent|chancellor|vice-chancellor|ambassador|administrator|officer|CEO|prince|princess|adviser|advisor|undersecretary|commander|sultan|emir|rector|provost|registrar"
)
"""Titles that may stand for somebody without a name."""
BODY_BEHIND: Final = re.compile(
    r"\s+(?:Group|Company|Co|Corp|Corporation|Ltd|Limited|Inc|University|College|School|Institute|Foundation|Bank|Hospital|Port|Airport|Road|Street|Bridge|Park|Plant|Mill|Steel|Cement|Power|Motors?|Award|Cup)\b"
)
"""Behind a short name it is a body, a place or a prize that is called so: "the Menon Group"."""
HELD_BY_ONE: Final = {"PM": "prime minister", "CM": "chief minister", "Premier": "premier"}
"""Offices that only one person holds: "PM Menon" is not the minister of that name."""
_RANK: Final = _any_case(
    r"lt\.?|lieutenant|deputy|vice|chief|prime|union|state|federal|central|provincial|divisional|district|assistant|caretaker|acting|additional"
    r"|joint|general|managing|executive|party|regional|city|police|home|finance|health|education|agriculture|planning|development"
)
_BARE: Final = re.compile(
    rf"(?P<the>\b[Tt]he\s+|^|(?<=[.!?:;,”\"]\s)|(?<=\band\s)|(?<=\b[Tt]hat\s))"
    rf"(?P<role>(?:(?:(?:{_RANK})|(?!(?:The|Then|When|As|While|But|And|So|Also|A|An)\b)[A-Z][a-z]+)[ -]){{0,4}}(?:{TITLE_ALONE}))\b(?:\s+[A-Z][a-z]+(?:\s+(?:[Dd]ivision|[Dd]istrict|[Cc]ity|[Rr]egion|[Rr]ange|[Pp]rovince))?(?=\s+(?:has\s+|also\s+|further\s+)?(?:said|asked|directed|instructed|ordered|urged|stressed|told)\b))?(?!\s+(?:of(?!\s+[A-Z]\w+\s+(?:also\s+|further\s+|has\s+)?(?:[a-z]+ed|said|set|told|gave)\b)|for|and|general)\b|\s+[A-Z]|[’'])",
    re.M,
)
_LETTERS: Final = re.compile(
    r"(?P<the>\b[Tt]he\s+|^|(?<=[.!?:;,”\"]\s)|(?<=\band\s))(?P<letters>[A-Z]-?[A-Z]{1,4})\b(?![’'\w-]|\s+[A-Z])", re.M
)
"""Initials that may stand for a title the text has written out: the DC, the CM, the L-G."""
_OFFICES: Final = frozenset(
    ("DC", "CM", "PM", "LG", "SP", "SSP", "DM", "CPO", "RPO", "DPO", "CS", "ADC", "GM", "MD", "DG", "IGP", "CEO")
)
"""Initials of offices that newspapers need not write out."""
_IN_CHARGE: Final = re.compile(
    r"\b[Tt]he\s+(?:relevant\s+)?(?P<role>(?:person|official|leader|comrade)\s+in\s+charge(?:\s+of(?:\s+[\w'’&-]+){1,8}?)?)(?=\s+(?:\w+ly\s+)?[a-z]+(?:ed|s)\b)"
)
_BODY: Final = re.compile(
    r"\bThe\s+(?:Cabinet|Council\s+of\s+Ministers|Board\s+of\s+Directors)(?=\s+(?:(?:also|further|then|has)\s+){0,2}(?:directed|instructed|asked|urged|ordered|requested|underscored|emphasi[sz]ed|stressed|called|required|tasked)\b)"
)
"""Bodies that govern speak as a leader does."""
_SHORTENED: Final = re.compile(r"(?:\b[Tt]he\s+)?(?P<role>(?:\b[A-Z][a-z]{1,5}\.?\s){2,3})")
"""A title cut short that may stand for one written out: "the Div Com"."""
_ASKS_NEXT: Final = re.compile(
    r"(?:,\s+(?:while|after|during|who)\s[^.;\n]{2,120}?,)?\s+(?:(?:also|further|then|again|has|had|strictly)\s+){0,2}(?:direct|instruct|ask|urg|order|call|requir|stress|emphasi|exhort|enjoin|impress|task|outlin|issu|pass|highlight|underlin|underscor|reiterat|insist|warn|request|advis|told|said|point(?:ed)?\s+out|deliver\w*\s+an?\s+(?:\w+\s+){0,2}(?:speech|address))",
)
_NO_RANK: Final = frozenset(("the", "union", "state", "federal", "central", "provincial", "district", "city"))
"""Words before a title that its bearer's own title may lack: the "Union" Minister is the Minister of State."""
_LIEUTENANT: Final = re.compile(r"\blt\b\.?")


def titles_alone(text: str, roles: Mapping[str, str | None]) -> Iterator[tuple[int, int, str]]:
    """Every place where a title stands without a name, and who is meant: its only bearer, or else the title itself.

    A title without "the", or one nobody named in the text bears, must go on with a verb of asking or saying.
    """
    own: dict[str, str] = {}
    bare = list(_BARE.finditer(text))
    for match in bare:
        asks = bool(_ASKS_NEXT.match(text, match.end()))
        if not match["the"] and not asks:
            continue
        holder = _holder(match["role"], roles)
        is_written_as_title = bool(match["the"]) or match["role"][0].isupper()
        if holder is None and is_written_as_title and (match["role"] in own or asks):
            holder = own.setdefault(match["role"], f"The {match['role']}")
        if holder:
            yield match.start(), match.end(), holder
    for match in _BODY.finditer(text):
        yield match.start(), match.end(), match[0]
    for match in _IN_CHARGE.finditer(text):
        if _ASKS_NEXT.match(text, match.end()):
            yield match.start(), match.end(), own.setdefault(match["role"], f"The {match['role']}")
    written = {_initials(match["role"]): match["role"] for match in bare}
    for match in _LETTERS.finditer(text):
        letters = match["letters"].replace("-", "")
        if not match["the"] and not _ASKS_NEXT.match(text, match.end()):
            continue
        initials = {name: _initials(role) for name, role in roles.items() if role}
        exact = [name for name, written_short in initials.items() if letters in (written_short, roles[name])]
        bearers = exact or [name for name, written_short in initials.items() if written_short.endswith(letters)]
        if len(bearers) == 1:
            yield match.start(), match.end(), bearers[0]
        elif not bearers and (role := written.get(letters) or (letters if letters in _OFFICES else None)):
            yield match.start(), match.end(), own.setdefault(role, f"The {role}")
    for match in _SHORTENED.finditer(text):
        words = match["role"].replace(".", "").lower().split()
        bearers = [name for name, role in roles.items() if role and _shortens(words, role.lower().split())]
        if len(bearers) == 1:
            yield match.start(), match.end() - 1, bearers[0]


def _holder(title: str, roles: Mapping[str, str | None]) -> str | None:
    """Who alone has this title, "" where several have."""
    title = _LIEUTENANT.sub("lieutenant", title.lower().replace("-", " "))
    if title == "president" and "head of state" in (held := [(role or "").lower() for role in roles.values()]):
        return list(roles)[held.index("head of state")]
    core = [word for word in title.split() if word not in _NO_RANK]
    exact, near = [], []
    for name, role in roles.items():
        # no adviser "to" one
        own = _LIEUTENANT.sub("lieutenant", re.sub(r"\bto\s+[\w ]+", "", (role or "").lower().replace("-", " ")))
        if title == own:
            exact.append(name)
        if set(core) <= set(re.findall(r"[^\s,;]+", own)) and " ".join(core) in own:
            near.append(name)
    found = exact if len(exact) == 1 else near
    if not found and len(roles) == 1 and None in roles.values():
        return next(iter(roles))  # the one person named, with no title of their own
    return found[0] if len(found) == 1 else "" if found else None


def _shortens(words: list[str], role: list[str]) -> bool:
    """Whether each word is the beginning, but not the whole, of the next one of the role."""
    return len(words) > 1 and any(
        all(long.startswith(short) and len(long) > len(short) for short, long in zip(words, role[first:], strict=False))
        for first in range(len(role) - len(words) + 1)
    )


def _initials(title: str) -> str:
    """DC for Deputy Commissioner, SSP for Senior Superintendent of Police."""
    words = re.findall(r"\w+", _LIEUTENANT.sub("lieutenant", title.lower()))
    return "".join(word[0] for word in words if word not in ("of", "and", "for", "the")).upper()


_UNNAMED: Final = re.compile(
    r"(?:^|(?<=[-–—:]\s)|(?<=[.!?”\"]\s))(?P<who>An?\s+(?:(?!(?:and|who|that|for|said)\b)[\w()/-]+\s+){0,9}?(?:official|legislator|lawmaker|leader|advis[eo]r|diplomat|officer|minister|premier|commander|executive|manager))"
    r"(?=\s+(?:(?:on|here)\s+)?(?:\w+day\s+|today\s+|has\s+|also\s+|here\s+){0,2}(?:said|urged|called|stressed|asked|underlined|underscored|emphasi[sz]ed|highlighted|required|directed|ordered|told|instructed)\b)",
    re.M,
)
_REMARKED: Final = re.compile(
    r"[^.\n]{0,240}?\b(?:made|gave|issued|expressed)\s+(?:the|these|his|her)\s+(?:remarks?|comments?|statements?|instructions|directions|call|appeal)\b"
)


def unnamed(text: str, named: Sequence[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Every "A senior official said …" whose name a later sentence tells: "Li Na made the remarks at …"."""
    for match in _UNNAMED.finditer(text):
        for start, end, name in named:
            opens = text[max(0, start - 2) : start].strip() in ("", ".", "”", '"')
            if start > match.end() and opens and _REMARKED.match(text, end):
                yield match.start("who"), match.end("who"), name
                break
