"""The third tick: find out what became of messages nobody answered for, and take back second copies.

A row left in `sending` past its lease may or may not stand in Slack. We never post blind: its channel's history is searched
for our key. Found: its ts is adopted. Absent: it goes back to be posted. Unreadable: asked again later, and told to the
office when that does not end.
"""

from datetime import datetime, timedelta
from typing import Final

from jobs.deliver import Carrier
from storage import deliveries
from storage.models import Delivery

# Slack's clock less ten minutes: a search may begin too early, never too late.
MARGIN: Final = timedelta(minutes=10)
UNREADABLE: Final = "the channel's history cannot be read"
UNREADABLE_RETRY: Final = timedelta(seconds=10)
# After so long without a readable history a person has to look.
UNREADABLE_LIMIT: Final = timedelta(hours=1)
# A private word leaves no trace to look for, so it is said again, but not for ever.
MOST_WHISPERS: Final = 3


def sweep(now: datetime, carrier: Carrier) -> int:
    """Settle what is unknown and audit what may have been sent twice; returns how many rows came to an end."""
    resolved = carrier.each(lambda busy: _claim(carrier, "unknown", busy), lambda row: _resolve(row, now, carrier))
    audited = carrier.each(lambda busy: _claim(carrier, "doubtful", busy), lambda row: _audit(row, now, carrier))
    return resolved + audited


def _claim(carrier: Carrier, what: deliveries.Claimable, busy: set[str]) -> list[Delivery]:
    with carrier.database.writing() as session:
        return deliveries.claim(session, carrier.owner, what, lease=carrier.lease, except_channels=busy)


def _resolve(row: Delivery, now: datetime, carrier: Carrier) -> bool:
    """Look for one message of unknown fate."""
    assert row.payload is not None  # the CHECK `frozen` sees to it
    assert row.sending_at is not None
    found = carrier.courier.find(row.payload, row.sending_at - MARGIN)
    if found:
        carrier.settle_found(row, found[0], now)
        for second in found[1:]:
            carrier.courier.delete(row.channel, second)
        return True
    with carrier.database.writing() as session:
        if row.kind == "whisper" and row.attempts >= MOST_WHISPERS:
            deliveries.settle_unsent(session, row, "dead", row.last_error or "no answer")
            return True
        if found is not None:
            deliveries.settle_later(session, row, timedelta(0), "absent from the channel's history", counts=True)
            return True
        if deliveries.unreadable_for(session, row) > UNREADABLE_LIMIT:
            carrier.give_up_looking(session, row, row.last_error or UNREADABLE)
            return True
        deliveries.look_again(session, row, min(UNREADABLE_RETRY, carrier.lease), UNREADABLE)
    return False


def _audit(row: Delivery, now: datetime, carrier: Carrier) -> bool:
    """Make sure that a message whose first sending was in doubt stands only once."""
    assert row.payload is not None
    assert row.sending_at is not None
    found = carrier.courier.find(row.payload, row.sending_at - MARGIN)
    for copy in found or ():
        if copy != row.message_ts:
            carrier.courier.delete(row.channel, copy)
    with carrier.database.writing() as session:
        if found is None:
            deliveries.look_again(session, row, min(UNREADABLE_RETRY, carrier.lease), UNREADABLE)
            return False
        return deliveries.settle_audited(session, row, now)
