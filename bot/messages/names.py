"""How messages name items, people and lists of them."""

from collections.abc import Iterable, Sequence

from bot.language import CHINESE, Say
from bot.messages.text import escaped, mention
from jobs.facts import ItemFacts, Named
from storage.pinyin import surname_length


def label(code: str, number: int) -> str:
    """An item as people call it: `QD-7`."""
    return f"{code}-{number}"


def listed(say: Say, names: Iterable[str]) -> str:
    """Several names in a row, divided as the language divides them."""
    return ("、" if say.language == CHINESE else ", ").join(names)


def listed_few(say: Say, names: Sequence[str], most: int) -> str:
    """The first `most` names, and in words how many more there are."""
    if len(names) <= most:
        return listed(say, names)
    rest = len(names) - most
    return say.many("{names} and {n} more", "{names} and {n} more", rest, names=listed(say, names[:most]))


def typed_name(say: Say, name: str, native_name: str | None) -> str:
    """The least that one types for a person: the surname, since minutes name people family name first; in Chinese 童."""
    if say.language == CHINESE and native_name:
        return native_name[: surname_length(native_name)]
    return name.split()[0].lower() if name.split() else name


def name_of(say: Say, person: Named) -> str:
    """A person's name for readers of this language, plain."""
    return person.native_name if say.language == CHINESE and person.native_name else person.name


def called(say: Say, person: Named, *, by_mention: bool) -> str:
    """A person in mrkdwn: by mention, which notifies them, where that is wanted and Slack knows them; else by name."""
    return mention(person.slack_user) if by_mention and person.slack_user else escaped(name_of(say, person))


def sources(say: Say, lines: Sequence[ItemFacts]) -> dict[int, str]:
    """Where each item comes from, by item id, as one would say it and ask for it: “Tong 2”, “童来明 第2点”.

    The minutes name people family name first, and everybody calls a leader so. Two leaders of one family name in one message
    are told apart by their full names.
    """
    speakers = {line.speaker for line in lines if line.speaker is not None}
    firsts = [_first_word(speaker.name) for speaker in speakers]

    def short(speaker: Named) -> str:
        if say.language == CHINESE:
            return name_of(say, speaker)
        first = _first_word(speaker.name)
        return first if firsts.count(first) == 1 else speaker.name

    return {
        line.item_id: say("{leader} {point}", leader=short(line.speaker), point=line.ordinal)
        for line in lines
        if line.speaker is not None and line.ordinal is not None
    }


def _first_word(name: str) -> str:
    return name.split(maxsplit=1)[0] if name.strip() else name


def continued(say: Say, title: str, part: int, parts: int) -> str:
    """The title of one part of a message; that of the first is the whole message's."""
    return say("{title} · continued ({part} of {parts})", title=title, part=part, parts=parts) if part > 1 else title


def goes_on(say: Say) -> str:
    """What ends a part that another follows."""
    return say("There is more: it goes on in the thread below.")
