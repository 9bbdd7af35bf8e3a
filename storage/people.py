"""The people the minutes name: leaders, heads, owners, and the Slack users they are."""

from datetime import datetime

from sqlmodel import Session, col, select

from storage.models import Person, PersonAlias
from storage.pinyin import reading_of_person, reading_typed


def person_named(session: Session, name: str) -> Person | None:
    """The person of exactly this name, native name or alias (case does not count); None when nobody or several answer to it.

    Somebody's own name is theirs alone, so it goes before the same word as another's native name or alias.
    """
    wanted = _folded(name)
    everybody = list(session.exec(select(Person)))
    own = [person for person in everybody if _folded(person.name) == wanted]
    found = own or [person for person in everybody if wanted in {_folded(word) for word in names_of(session, person)}]
    return found[0] if len(found) == 1 else None


def names_of(session: Session, person: Person) -> list[str]:
    """Every name a person goes under: full, native, aliases."""
    aliases = session.exec(
        select(PersonAlias.alias).where(PersonAlias.person_id == person.id).order_by(PersonAlias.alias)
    )
    return [name for name in (person.name, person.native_name) if name] + list(aliases)


def person_of_user(session: Session, user: str) -> Person | None:
    """Who a Slack user is, if the office has said so."""
    return session.exec(select(Person).where(Person.slack_user == user)).first()


def person_for_user(session: Session, user: str, name: str) -> Person:
    """The person a Slack user is; made from what Slack calls them when nobody is yet.

    Somebody of the same name whom Slack did not know so far is taken for them; of another Slack user's name there is a second.
    """
    known = person_of_user(session, user)
    if known is not None:
        return known
    namesake = person_named(session, name)
    if namesake is not None and namesake.slack_user is None:
        namesake.slack_user = user
        session.add(namesake)
        session.flush()
        return namesake
    taken = namesake is not None or session.exec(select(Person.id).where(Person.name == name)).first() is not None
    made = Person(name=f"{name} ({user})" if taken else name, slack_user=user)
    session.add(made)
    session.flush()
    return made


def note_left(session: Session, user: str, at: datetime | None) -> None:
    """A Slack user's account was closed at this instant, or (None) is open again."""
    person = person_of_user(session, user)
    if person is not None:
        person.left_at = at
        session.add(person)


def all_people(session: Session) -> list[Person]:
    """Everybody, leaders first, then by name."""
    return list(session.exec(select(Person).order_by(col(Person.is_leader).desc(), Person.name)))


def keep_person(
    session: Session,
    name: str,
    *,
    native_name: str | None = None,
    pinyin: str | None = None,
    role_title: str | None = None,
    slack_user: str | None = None,
    is_leader: bool | None = None,
    aliases: tuple[str, ...] = (),
) -> Person:
    """Find the person of this name or make one; what is given is written, what is not is left as it was.

    A Chinese name's reading is proposed when the name is first heard; `pinyin`, in syllables with the surname first, is the office's.
    """
    person = person_named(session, name) or Person(name=" ".join(name.split()))
    if pinyin:
        person.pinyin = reading_typed(pinyin) or person.pinyin
    elif person.pinyin is None or (native_name and native_name != person.native_name):
        person.pinyin = reading_of_person(native_name or person.native_name or person.name)
    person.native_name = native_name or person.native_name
    person.role_title = role_title or person.role_title
    person.is_leader = person.is_leader if is_leader is None else is_leader
    if slack_user:
        _give_up(session, slack_user, person)
        person.slack_user = slack_user
    session.add(person)
    session.flush()
    known = {_folded(word) for word in names_of(session, person)}
    session.add_all(
        PersonAlias(person_id=person.id or 0, alias=alias) for alias in aliases if _folded(alias) not in known
    )
    session.flush()
    return person


def _give_up(session: Session, slack_user: str, heir: Person) -> None:
    """A Slack user is one person: whoever held the id before gives it up."""
    holder = person_of_user(session, slack_user)
    if holder is not None and holder.id != heir.id:
        holder.slack_user = None
        session.add(holder)
        session.flush()


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
