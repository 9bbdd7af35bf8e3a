"""What is offered as proof that an item is done."""

from collections.abc import Iterable

from sqlmodel import Session, col, select

from storage.models import Evidence, Item
from storage.said import Outcome, Said, obstacle, step


def offer(session: Session, item: Item, kind: str, content: str, said: Said, *, name: str | None = None) -> Outcome:
    """Keep a proof: `kind` is link (an address), file (its permalink in Slack, `name` as it was called) or sentence.

    The same proof offered twice for one item is kept once.
    """
    refused = obstacle(session, item, "evidence", said)
    if refused is not None:
        return Outcome(item, "evidence", refused)
    known = select(Evidence.id).where(Evidence.item_id == item.id, Evidence.kind == kind, Evidence.content == content)
    if session.exec(known).first() is not None:
        return Outcome(item, "evidence")
    proof = Evidence(
        item_id=item.id or 0,
        kind=kind,
        content=content,
        name=name,
        offered_by=said.viewer.user,
        offered_at=said.at,
        inbound_id=said.inbound.id if said.inbound else None,
    )
    session.add(proof)
    session.flush()
    return step(session, item, "evidence", said, {}, note=name or content, more={"evidence": proof.id, "kind": kind})


def of_items(session: Session, items: Iterable[Item]) -> dict[int, list[Evidence]]:
    """The proofs of each of these items, by item id, oldest first."""
    found: dict[int, list[Evidence]] = {}
    ids = [item.id for item in items]
    for proof in session.exec(select(Evidence).where(col(Evidence.item_id).in_(ids)).order_by(col(Evidence.id))):
        found.setdefault(proof.item_id, []).append(proof)
    return found
