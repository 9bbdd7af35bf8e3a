"""The Slack team a database serves, and whether the office has gone live."""

from datetime import datetime

from sqlmodel import Session

from storage.database import DatabaseProblem
from storage.models import Workspace
from storage.words import N_


def the_workspace(session: Session) -> Workspace | None:
    """The team this database serves, once it has met one."""
    known = session.get(Workspace, 1)
    # Whatever is decided asks for it, and a session reads again what nobody holds: so it holds this.
    session.info[Workspace] = known
    return known


def serve_team(session: Session, team_id: str, team_name: str, team_url: str = "") -> Workspace:
    """Remember the team at the first meeting; raises DatabaseProblem for any other team later.

    Ids of users and channels mean nothing in another workspace: serving two from one database would mix them up.
    """
    known = the_workspace(session)
    if known is None:
        known = Workspace(team_id=team_id, team_name=team_name)
    elif known.team_id != team_id:
        raise DatabaseProblem(
            N_(
                "This database serves the Slack workspace {known}, and the token is of {other}. Use that workspace's token, or another DATABASE_URL."
            ),
            known=known.team_name or known.team_id,
            other=team_name or team_id,
        )
    known.team_name = team_name or known.team_name
    known.team_url = team_url or known.team_url
    session.add(known)
    return known


def is_live(session: Session) -> bool:
    """True once the office has said that reminders may go to the units' channels."""
    known = the_workspace(session)
    return known is not None and known.live_at is not None


def live_since(session: Session) -> datetime | None:
    """When the office went live; None while it has not."""
    known = the_workspace(session)
    return known.live_at if known is not None else None


def go_live(session: Session, at: datetime, who: str) -> None:
    """From now on the units' channels are posted to. Does nothing when it is so already."""
    known = the_workspace(session)
    if known is not None and known.live_at is None:
        known.live_at, known.live_by = at, who
        session.add(known)


def pause(session: Session) -> None:
    """Back to silence: nothing goes to the units' channels until the office goes live again."""
    known = the_workspace(session)
    if known is not None:
        known.live_at = known.live_by = None
        session.add(known)


def takes_charts(session: Session) -> bool | None:
    """Whether Slack draws charts and sortable tables in this workspace; None until it was tried."""
    known = the_workspace(session)
    return known.takes_charts if known else None


def remember_charts(session: Session, taken: bool) -> None:
    """Keep what Slack said to the last chart."""
    known = the_workspace(session)
    if known is not None and known.takes_charts != taken:
        known.takes_charts = taken
        session.add(known)


def try_charts_again(session: Session) -> None:
    """Forget that charts were refused: the workspace may have learned to draw them while we were away."""
    known = the_workspace(session)
    if known is not None and known.takes_charts is False:
        known.takes_charts = None
        session.add(known)
