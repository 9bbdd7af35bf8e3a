"""What the words of a question mean: `tong overdue`, `zhang 2`, `QD-3`, `青岛逾期`, in any mix and order.

Pure. The names that mean something are handed in, and they are only those the asker may see, so a stranger's name is a word
like any other. Words that mean nothing here are looked for in the texts; only the records know whether they are found, so
`mended` proposes what may have been meant once they are not.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, lru_cache
from itertools import combinations
from typing import Final, Literal

from bot import courtesy
from bot.days import Days, days_in
from bot.folding import folded
from bot.pieces import CHANNEL, MENTION, Choice, Piece
from bot.question_words import (
    CHINESE_DIGITS,
    FILLERS,
    FIRST_TO_TENTH,
    HELP,
    HERE,
    LISTS,
    NOISE,
    STATES,
)
from bot.spellings import Rank, spellings_of_person, spellings_of_unit, without_tones
from storage import lookup
from storage.lookup import Wanted
from storage.naming import KnownPerson, KnownUnit, Names

# Longer questions are read up to here: nobody asks in more words, and every word is a search of its own.
LONGEST: Final = 300
MOST_WORDS: Final = 8
MOST_ITEMS: Final = 20
# Of a question that found nothing, so many pieces are tried in shorter ones.
MOST_PIECES: Final = 4

# How alike two words are, of 100: worth proposing; and so alike that the answer is given at once, saying so.
WORTH_PROPOSING: Final = 65
AS_GOOD_AS_SAID: Final = 80

_BY_OFFICE: Final = (Rank.TITLE, Rank.OFFICE)
_TOKEN: Final = re.compile(r"<[@#][^<>\s]*(?:\|[^<>]*)?>|[^\s,;，；、。（）()“”\"《》【】\[\]]+")
# Controls, marks that turn the direction of writing, and halves of characters.
_UNSEEN: Final = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
# Marks that nobody sees and that stand inside words: soft hyphens, spaces of no width, signs of direction.
_WITHIN_WORDS: Final = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff]")
_QUOTED: Final = re.compile(r"(?P<minus>(?:(?<!\S)[-−–])?)(?:“(?P<phrase>[^“”]{1,100})”)")
_MINE: Final = re.compile(r"(?<!\S)(?:my|mine)(?!\S)|我的", re.IGNORECASE)
_MINE_ALONE: Final = re.compile(
    r"(?:me|mine|my (?:own )?(?:items?|tasks?|work|to-?dos?|list|stuff)|我的?(?:事项|任务|工作|待办)?)"
)
# A minus before a word, as search engines take it; before a number it is a part of the number. And what people say for it.
_UNWANTED: Final = re.compile(
    r"(?<!\S)(?:[-−–](?=[^\W\d])|(?:except(?: for)?|excluding|but not|apart from)\s+(?=\S))(?P<word>[^\s,;，；、“”]+)"
    r"|(?:除了?|不含|不包括)(?P<han>[^\s,;，；、“”]{1,20}?)(?:以外|之外|外|(?=[\s,;，；、]|$))",
    re.IGNORECASE,
)
_STRAIGHT: Final = re.compile(r"\"([^\"]{1,100})\"|「([^「」]{1,100})」|《([^《》]{1,100})》")
_CJK: Final = re.compile(r"[\u3400-\u9fff]")
_CODE: Final = re.compile(r"([a-z][a-z0-9]*?)[-_#–—.]?(\d{1,6})")
_PRINTED: Final = re.compile(r"[-_#–—]\d{1,6}$")
_NUMBER: Final = re.compile(r"(?:no\.?|#|[-–])?(\d{1,4})(?:st|nd|rd|th)?\.?")
_RANGE: Final = re.compile(r"(?P<code>[A-Za-z]\w*[-_#–—.]?)?(?P<first>\d{1,3})(?:[-–—~～…]|\.{2,3})(?P<last>\d{1,3})")
_CHINESE_ORDINAL: Final = re.compile(
    r"第?(?P<digits>\d{1,4})(?:[点条项号]|(?![\d年]))|第(?P<han>[一二两三四五六七八九十]{1,3})[点条项号]?|(?P<bare>[一二两三四五六七八九十]{1,3})[点条项号]"
)
_PERIOD: Final = re.compile(
    r"(?P<year>20\d\d)[-/.]?q(?P<quarter>[1-4])"
    r"|q(?P<first>[1-4])[-/.]?(?P<after>20\d\d)"
    r"|(?P<nian>20\d\d)年?第?(?P<han>[一二三四1-4])季度"
    r"|(?P<whole>20\d\d)年?"
)
_QUARTER: Final = re.compile(r"q([1-4])|第?([一二三四1-4])季度")


@dataclass(frozen=True, slots=True)
class Question:
    """A question understood: what is wanted, and the pieces it was read from."""

    wanted: Wanted
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A name that several answer to. Each choice comes with the whole question, completed."""

    name: str
    choices: tuple[tuple[Choice, str], ...]


@dataclass(frozen=True, slots=True)
class Help:
    """The asker wants to know what can be asked."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of meetings is asked for, or what was reported there: of a period, and with these words."""

    what: Literal["meetings", "reports"]
    period: str | None
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mended:
    """A question that may have been meant: `word` was read as `meant`. `is_sure` when nothing else comes near."""

    text: str
    word: str
    meant: str
    is_sure: bool


def without_here(text: str) -> tuple[str, bool]:
    """The question, and whether its last word asks for an answer that the whole channel sees."""
    *before, last = text.split() or [""]
    return (" ".join(before), True) if last.casefold() in HERE else (text, False)


def readable(text: str) -> str:
    """What is read of a question: its beginning, without characters that nobody sees and no database keeps."""
    return _UNSEEN.sub(" ", _WITHIN_WORDS.sub("", text))[:LONGEST]


def asks_for_mine(text: str) -> bool:
    """Whether nothing but one's own is asked for: `mine`, `my items`, 我的."""
    return _MINE_ALONE.fullmatch(unicodedata.normalize("NFKC", text).strip().casefold()) is not None


def of_asker(text: str, names: Names, person_id: int | None) -> str:
    """The question with `my` and 我的 read as the asker's name; where the records know none, all they may see is theirs."""
    own = next((each.name for each in names.people if each.id == person_id), "")
    return _MINE.sub(f" {own} ", text) if _MINE.search(text) else text


def parse_question(text: str, names: Names, today: date | None = None) -> Question | Ambiguous | Help:
    """What a question asks for. Text comes as Slack sends it: mentions as `<@U…>`, everything else as typed.

    `today` is the asker's; without it "since May" is words.
    """
    text = readable(unicodedata.normalize("NFKC", text)).strip()
    text = _STRAIGHT.sub(lambda match: f"“{next(filter(None, match.groups()))}”", text)
    if text.casefold() in HELP:
        return Help()
    reader = _reader(names)
    pieces = tuple(courtesy.without_courtesy(list(_stretches(courtesy.tidied(text), reader, today)), reader))
    for at, piece in enumerate(pieces):
        if len(piece.choices) > 1:
            completed = [(choice, _joined(pieces, at, choice.asked)) for choice in piece.choices]
            return Ambiguous(piece.text, tuple(completed))
    return Question(_wanted(pieces, names), pieces)


def list_asked(text: str, names: Names) -> Listed | None:
    """Whether a question asks for a list: `meetings`, `reports 2024Q2`, 汇报 质量."""
    first, *rest = readable(unicodedata.normalize("NFKC", text)).casefold().split() or [""]
    if first not in LISTS:
        return None
    periods = [period for word in rest if (period := _period(word, names))]
    words = [word.strip("“”\"'") for word in rest if not _period(word, names)]
    told = [word for word in words if word and word not in NOISE | FILLERS]
    return Listed(LISTS[first], periods[0] if periods else None, tuple(told)[:MOST_WORDS])


def _stretches(text: str, reader: "_Reader", today: date | None) -> Iterator[Piece]:
    """The question piece by piece: phrases in quotes, days, what is not wanted, and between them everything else."""
    at = 0
    for start, end, pieces in sorted(_marked(text, reader, today), key=lambda marked: marked[0]):
        if start >= at:
            yield from reader.pieces(text[at:start])
            yield from pieces
            at = end
    yield from reader.pieces(text[at:])


def _marked(text: str, reader: "_Reader", today: date | None) -> Iterator[tuple[int, int, list[Piece]]]:
    """The stretches that signs or words of time set apart, with what they mean; they may overlap."""
    for match in _QUOTED.finditer(text):
        pieces = reader.quoted(match["phrase"], match[0])
        yield *match.span(), _unwanted(pieces, match[0]) if match["minus"] else pieces
    for match in _UNWANTED.finditer(text):
        yield *match.span(), _unwanted(list(reader.pieces(match["word"] or match["han"])), match[0])
    plain = text.casefold()
    # Folding may lengthen a text (ẞ); then its days are not looked for, since their places would be wrong.
    for days in days_in(plain, today) if today is not None and len(plain) == len(text) else ():
        yield days.start, days.end, [Piece("days", text[days.start : days.end], days=days)]


def _unwanted(pieces: list[Piece], as_typed: str) -> list[Piece]:
    return [replace(each, text=as_typed, is_unwanted=True) for each in pieces]


def mended(question: Question, names: Names) -> tuple[Mended, ...]:
    """Questions that may have been meant where a word was not found, the likeliest first, three at most."""
    reader = _reader(names)
    for at, piece in enumerate(question.pieces):
        word = folded(piece.text)
        if not courtesy.is_plain(piece) or courtesy.is_of_title(word) or courtesy.is_company(word):
            continue
        near = reader.near(piece.text)
        if near:
            best, _, target = near[0]
            rivals = [other for score, _, other in near[1:] if other != target and score > best - 5]
            is_sure = best >= AS_GOOD_AS_SAID and len(piece.text) >= 4 and not rivals
            return tuple(
                Mended(_joined(question.pieces, at, meant), piece.text, meant, is_sure and rank == 0)
                for rank, (_, meant, _) in enumerate(_one_each(near)[:3])
            )
    return ()


def with_less(question: Question) -> Iterator[tuple[str, ...]]:
    """Shorter questions for an answer that came out empty: those without one of the pieces, then those without two, and so on."""
    told = [piece.text for piece in question.pieces if piece.kind != "noise"][:MOST_PIECES]
    for left in range(len(told) - 1, 0, -1):
        yield tuple(dict.fromkeys(" ".join(kept) for kept in combinations(told, left)))


def _joined(pieces: tuple[Piece, ...], at: int, text: str) -> str:
    return " ".join(text if n == at else piece.text for n, piece in enumerate(pieces))


def _one_each(near: list[tuple[float, str, str]]) -> list[tuple[float, str, str]]:
    """The best word for each thing meant."""
    seen: dict[str, tuple[float, str, str]] = {}
    for each in near:
        seen.setdefault(each[2], each)
    return list(seen.values())


def _wanted(pieces: Iterable[Piece], names: Names) -> Wanted:
    """Put the pieces together. What a number means is decided by the name before it."""
    people: list[int] = []
    units: list[int] = []
    ordinals: list[int] = []
    items: list[tuple[int, int]] = []
    states: set[str] = set()
    words: list[str] = []
    period: str | None = None
    without: list[str] = []
    not_states: set[str] = set()
    not_units: list[int] = []
    not_people: list[int] = []
    spans: list[Days] = []
    last_unit = names.units[0].id if len(names.units) == 1 else None
    for piece in pieces:
        match piece.kind:
            case "state" if piece.is_unwanted:
                not_states.add(piece.value)
            case "unit" if piece.is_unwanted:
                not_units.append(piece.choices[0].id)
            case "person" if piece.is_unwanted:
                not_people.append(piece.choices[0].id)
            case _ if piece.is_unwanted:
                without.append(piece.value or piece.text.strip("-−–“”\"'"))
            case "days" if piece.days is not None:
                spans.append(piece.days)
            case "person":
                people.append(piece.choices[0].id)
                last_unit = None
            case "unit":
                units.append(piece.choices[0].id)
                last_unit = piece.choices[0].id
            case "item":
                items.append((piece.choices[0].id, piece.number))
            case "number" if last_unit is None:
                ordinals.append(piece.number)
            case "number":
                items.append((last_unit or 0, piece.number))
                if last_unit in units:
                    units.remove(last_unit)
            case "state":
                states.add(piece.value)
            case "period":
                period = piece.value
            case "word":
                words.append(piece.value or piece.text)
    told, due = _told_and_due(spans, states)
    if any(each.reaches_ahead for each in due) and not states:
        # Whoever asks what is due soon has no use for what is done.
        states.add(lookup.OPEN)
    return Wanted(
        people=tuple(dict.fromkeys(people)),
        units=tuple(dict.fromkeys(units)),
        ordinals=tuple(dict.fromkeys(ordinals)),
        items=tuple(dict.fromkeys(items))[:MOST_ITEMS],
        states=frozenset(states),
        period=period,
        words=tuple(dict.fromkeys(words))[:MOST_WORDS],
        without=tuple(dict.fromkeys(without))[:MOST_WORDS],
        not_states=frozenset(not_states),
        not_units=tuple(dict.fromkeys(not_units)),
        not_people=tuple(dict.fromkeys(not_people)),
        since=_last_of(each.since for each in told),
        until=_last_of(each.until for each in told),
        due_since=_last_of(each.since for each in due),
        due_until=_last_of(each.until for each in due),
    )


# What somebody told us of; everything else that has days has them because it is due then.
_HAPPENS: Final = frozenset({lookup.DONE, lookup.ACCEPTED, lookup.CANCELLED, lookup.BLOCKED})


def _told_and_due(spans: Iterable[Days], states: set[str]) -> tuple[list[Days], list[Days]]:
    """Which days are those of what was heard, and which those on which something is due: `overdue since May`, `this week`."""
    told: list[Days] = []
    due: list[Days] = []
    for each in spans:
        is_due = each.of == "due" or states == {lookup.OVERDUE} or (each.of == "either" and not states & _HAPPENS)
        (due if is_due else told).append(each)
    return told, due


def _last_of(days: Iterable[date | None]) -> date | None:
    named = [day for day in days if day]
    return named[-1] if named else None


@dataclass(slots=True)
class _Key:
    """What one spelling may mean, by how much of the name it is."""

    meant: dict[Rank, list[Choice]] = field(default_factory=dict)

    @property
    def best(self) -> Rank:
        """How sure the surest of them is."""
        return min(self.meant)

    @property
    def choices(self) -> tuple[Choice, ...]:
        """Whoever has the whole name goes before all who have a part of it, and these before titles and initials."""
        return tuple(dict.fromkeys(self.meant[self.best]))


class _Reader:
    """Reads questions with one asker's names."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.keys: dict[tuple[str, ...], _Key] = {}
        self.mentions: dict[str, Choice] = {}
        for person in names.people:
            self._learn_person(person)
        # What ends another unit's name tells no unit apart: “lishen” is a word, “qingdao” is a unit.
        common = {word for unit in names.units for word in folded(unit.name).split()[1:]}
        for unit in names.units:
            self._learn_unit(unit, common)
        self.longest = max((len(key) for key in self.keys), default=1)

    @cached_property
    def run_keys(self) -> dict[str, tuple[str, ...]]:
        """Chinese spellings, which may stand in the middle of a run of characters."""
        return {key[0]: key for key in self.keys if len(key) == 1 and _CJK.search(key[0])}

    @cached_property
    def longest_run(self) -> int:
        """The length of the longest of these, or of the words for states."""
        return max(len(word) for word in (*self.run_keys, *STATES, *NOISE))

    def pieces(self, text: str) -> Iterator[Piece]:
        """The question piece by piece, the longest names first."""
        tokens = [token for token in (each.strip(".:!?~'’`*") for each in _TOKEN.findall(text)) if token]
        at = 0
        while at < len(tokens):
            length, found = self._longest_at(tokens, at)
            yield from found
            at += length

    def quoted(self, phrase: str, as_typed: str) -> list[Piece]:
        """A phrase in quotes: a name or a state when it is one as a whole, else words that stand together."""
        words = tuple(folded(phrase).split())
        if words in self.keys or " ".join(words) in STATES or len(words) < 2:
            return list(self.pieces(phrase))
        return [Piece("word", as_typed, value=" ".join(phrase.split()))]

    def near(self, word: str) -> list[tuple[float, str, str]]:
        """Spellings like this word, best first: how alike, the spelling, and what it means (for telling two apart)."""
        wanted = folded(word)
        if len(wanted) < 2:
            return []
        # Initials are like everything; who mistypes them is not helped by a guess.
        known = [
            (" ".join(words), repr(key.choices)) for words, key in self.keys.items() if key.best is not Rank.INITIALS
        ]
        known += [(state, STATES[state]) for state in STATES]
        scored = [(_likeness(wanted, spelling), spelling, target) for spelling, target in known]
        return sorted((each for each in scored if each[0] >= WORTH_PROPOSING), key=lambda each: -each[0])

    def is_by_title(self, piece: Piece) -> bool:
        """Whether somebody is meant by what they are, not by a name."""
        key = self.keys.get(tuple(folded(piece.text).split())) if piece.kind == "person" else None
        return key is not None and key.best in _BY_OFFICE

    def bearing(self, title: str, choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
        """Who of these bears the title; all of them when nobody does, since people are addressed by more than is on file."""
        key = self.keys.get(tuple(folded(title).split()))
        bearers = [bearer for rank in _BY_OFFICE for bearer in key.meant.get(rank, [])] if key else []
        return tuple(choice for choice in choices if choice in bearers) or choices

    def _longest_at(self, tokens: list[str], at: int) -> tuple[int, list[Piece]]:
        # U3-7 is an item of U3 even where there is a unit U37.
        if _PRINTED.search(tokens[at]) and (item := self._item(tokens[at])):
            return 1, [item]
        for length in range(min(max(self.longest, 2), len(tokens) - at), 0, -1):
            said = " ".join(tokens[at : at + length])
            words = tuple(folded(said).split())
            key = self.keys.get(words) or self.keys.get(tuple(without_tones(" ".join(words)).split()))
            if key is not None:
                choices = key.choices
                return length, [Piece(choices[0].kind, said, choices)]
            if (state := STATES.get(" ".join(words))) is not None:
                return length, [Piece("state", said, value=state)]
            if length == 2 and (period := _period("".join(words), self.names)):
                return length, [Piece("period", said, value=period)]
        return 1, self._single(tokens[at])

    def _single(self, token: str) -> list[Piece]:
        """One token that is no name by itself."""
        if mention := MENTION.fullmatch(token) or CHANNEL.fullmatch(token):
            choice = self.mentions.get(mention[1])
            return [Piece(choice.kind, token, (choice,)) if choice else Piece("word", token)]
        word = folded(token)
        if word in NOISE or not word:
            return [Piece("noise", token)]
        if period := _period(word, self.names):
            return [Piece("period", token, value=period)]
        if number := _NUMBER.fullmatch(token.casefold()):
            return [Piece("number", token, number=int(number[1]))]
        if word in FIRST_TO_TENTH:
            return [Piece("number", token, number=FIRST_TO_TENTH.index(word) + 1)]
        if item := self._item(token):
            return [item]
        if several := self._range(token):
            return several
        if _CJK.search(token):
            return self._run(token)
        return self._point(token) or [Piece("word", token)]

    def _item(self, token: str) -> Piece | None:
        """`QD-3`, `qd3`: the code may end in a digit itself, so every place where the number may begin is tried."""
        plain = token.casefold()
        for end in range(len(plain) - 1, 0, -1):
            code = _CODE.fullmatch(plain)
            split = re.fullmatch(r"[-_#–—.]?(\d{1,6})", plain[end:])
            key = self.keys.get((plain[:end],))
            if code and split and key and len(key.choices) == 1 and key.choices[0].kind == "unit":
                return Piece("item", token, key.choices, number=int(split[1]))
        return None

    def _range(self, token: str) -> list[Piece]:
        """`1-3`, `QD-1…3`: every number between them; nothing when it is no range."""
        said = _RANGE.fullmatch(token)
        if said is None or not 0 <= int(said["last"]) - int(said["first"]) < MOST_ITEMS:
            return []
        numbers = range(int(said["first"]), int(said["last"]) + 1)
        if not said["code"]:
            return [Piece("number", str(n), number=n) for n in numbers]
        items = [self._item(f"{said['code']}{n}") for n in numbers]
        return [replace(item, text=f"{said['code']}{item.number}") for item in items if item]

    def _point(self, token: str) -> list[Piece]:
        """`tong2`: a leader's name and the number of a point, written in one."""
        said = re.fullmatch(r"([^\W\d]{2,})(\d{1,3})", token)
        key = self.keys.get(tuple(folded(said[1]).split())) if said else None
        if said is None or key is None or key.choices[0].kind != "person":
            return []
        return [Piece("person", said[1], key.choices), Piece("number", said[2], number=int(said[2]))]

    def _run(self, token: str) -> list[Piece]:
        """Chinese is written without spaces: read a run as names, states and numbers, and keep the rest as words.

        A single character is a surname only when everything around it is understood too; 童车 is no word about 童.
        """
        pieces = self._scan(token, shortest=1)
        return pieces if all(piece.kind != "word" for piece in pieces) else self._scan(token, shortest=2)

    def _scan(self, token: str, shortest: int) -> list[Piece]:
        pieces: list[Piece] = []
        rest, at = "", 0
        while at < len(token):
            piece = self._piece_at(token, at, shortest)
            if piece is None:
                rest += token[at]
                at += 1
                continue
            if rest:
                pieces.append(Piece("word", rest))
                rest = ""
            pieces.append(piece)
            at += len(piece.text)
        return [*pieces, Piece("word", rest)] if rest else pieces

    def _piece_at(self, token: str, at: int, shortest: int) -> Piece | None:
        for end in range(min(len(token), at + self.longest_run), at, -1):
            said = token[at:end]
            word = folded(said)
            if word in self.run_keys:
                dressed = self._dressed(self.keys[self.run_keys[word]], token, at, end)
                if len(dressed.text) >= shortest:
                    return dressed
                continue
            if len(said) < shortest:
                continue
            if word in STATES and _CJK.search(word):
                return Piece("state", said, value=STATES[word])
            if word in NOISE and _CJK.search(word):
                return Piece("noise", said)
        if latin := re.match(r"[a-z0-9][a-z0-9_-]*", token[at:].casefold()):
            key = self.keys.get((folded(latin[0]),))
            if key and not latin[0].isdigit():
                return self._dressed(key, token, at, at + latin.end())
            item = self._item(latin[0])
            if item is not None:
                return replace(item, text=token[at : at + latin.end()])
        if period := _PERIOD.match(token[at:].casefold()):
            return Piece("period", token[at : at + period.end()], value=_period(period[0], self.names) or "")
        if ordinal := _CHINESE_ORDINAL.match(token, at):
            digits = ordinal["digits"]
            number = int(digits) if digits else _chinese_number(ordinal["han"] or ordinal["bare"])
            return Piece("number", ordinal[0], number=number)
        return None

    def _dressed(self, key: _Key, token: str, at: int, end: int) -> Piece:
        """A name in a run of Chinese, with the title that stands behind a person's: 童总, 童来明总经理."""
        choices = key.choices
        title = courtesy.title_ahead(token[end:]) if choices[0].kind == "person" and key.best not in _BY_OFFICE else 0
        if title:
            choices = self.bearing(token[end : end + title], choices)
        return Piece(choices[0].kind, token[at : end + title], choices)

    def _learn_person(self, person: KnownPerson) -> None:
        known = f"{person.name} ({person.native_name})" if person.native_name else person.name
        label = f"{known} · {person.role_title}" if person.role_title else known
        choice = Choice("person", person.id, label, person.name)
        if person.slack_user:
            self.mentions[person.slack_user] = choice
        for spelling, rank in spellings_of_person(person):
            self._learn(spelling, choice, rank)

    def _learn_unit(self, unit: KnownUnit, common: set[str]) -> None:
        choice = Choice("unit", unit.id, f"{unit.name} ({unit.code})", unit.code)
        if unit.channel:
            self.mentions[unit.channel] = choice
        for spelling, rank in spellings_of_unit(unit, common):
            self._learn(spelling, choice, rank)

    def _learn(self, spelling: str, choice: Choice, rank: Rank) -> None:
        words = tuple(folded(spelling).split())
        if not words or (rank is Rank.INITIALS and _is_common("".join(words))):
            return
        self.keys.setdefault(words, _Key()).meant.setdefault(rank, []).append(choice)


@lru_cache(maxsize=16)
def _reader(names: Names) -> _Reader:
    """A reader is learnt once for the names of one asker; those of a few are kept."""
    return _Reader(names)


def _is_common(word: str) -> bool:
    """True for what is no name by its initials alone: a letter, or a word of every question."""
    return len(word) < 2 or word in NOISE or word in STATES or word in HELP or word in HERE


def _period(word: str, names: Names) -> str | None:
    """`2024Q2`, `q2 2024`, 2024年第二季度, 2024; a quarter alone is the newest that a meeting has."""
    if quarter := _QUARTER.fullmatch(word):
        n = _quarter_number(quarter[1] or quarter[2])
        return next((period for period in names.periods if period.endswith(f"Q{n}")), None)
    found = _PERIOD.fullmatch(word)
    if found is None:
        return None
    if found["whole"]:
        return found["whole"]
    year = found["year"] or found["after"] or found["nian"]
    return f"{year}Q{_quarter_number(found['quarter'] or found['first'] or found['han'])}"


def _quarter_number(said: str) -> int:
    return CHINESE_DIGITS.get(said) or int(said)


def _chinese_number(said: str) -> int:
    """一 to 九十九."""
    tens, ten, ones = said.partition("十")
    if not ten:
        return CHINESE_DIGITS[said[-1]]
    return (CHINESE_DIGITS.get(tens[-1:], 1) if tens else 1) * 10 + CHINESE_DIGITS.get(ones[:1], 0)


def _likeness(word: str, spelling: str) -> float:
    """0 to 100. Whoever typed the beginning of a word has nearly typed it."""
    if len(word) >= 3 and spelling.startswith(word):
        return 90.0
    from rapidfuzz import fuzz  # imported when a word must be mended: it is heavy

    # Two short Chinese words that differ in one character are as near as people's typos go.
    return fuzz.ratio(word, spelling)
