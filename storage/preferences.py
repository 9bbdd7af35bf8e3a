"""What people chose for themselves, above what Slack says of them."""

from sqlmodel import Session

from storage.models import Preference


def language_of(session: Session, user: str) -> str | None:
    """The language somebody chose for their private answers; None for nobody's choice."""
    chosen = session.get(Preference, user)
    return chosen.language if chosen else None


def choose_language(session: Session, user: str, language: str | None) -> None:
    """Keep somebody's language; None lets Slack's setting decide again."""
    chosen = session.get(Preference, user) or Preference(user=user)
    chosen.language = language
    session.add(chosen)
