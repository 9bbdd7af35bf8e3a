"""The first posts as they will be, for the office to approve before it goes live. Pure.

One post a screen: each stands as its channel will see it, only without its buttons.
"""

from collections.abc import Sequence

from bot.messages import cuts_of, payload_of
from bot.messages.blocks import actions, button, context, divider, header, piece, plain, rich
from bot.messages.lists import channel_of, preview
from bot.messages.pages import Asked, Page, page_of_escaped, paging, room_beside
from bot.messages.text import MOST_BLOCKS, Block, characters, date_words, escaped
from jobs.parts import part_of
from jobs.plan import Preview


def first_posts(asked: Asked, previews: Sequence[Preview]) -> Page:
    """What going live would send first, post by post, with the button that approves it."""
    say = asked.say
    approve = actions("live", button(say("Approve and go live"), "approve_live", "live", style="primary"))
    posts = [(each, post) for each in previews for post in each.posts]
    if not posts:
        found = preview(asked, previews, is_live=False)
        return Page(found.text, [*found.blocks, approve])
    each, post = posts[min(asked.offset, len(posts) - 1)]
    payload = payload_of(part_of(post, cuts_of(post), 0), "preview")
    title = say("What goes out first, as it will be")
    state = say("Not live yet: nothing goes out until the office goes live.")
    where, spoken = channel_of(say, each.channel)
    day = date_words(say, each.day)
    above = [
        header(title),
        context(plain(state)),
        rich(piece(each.unit, bold=True), piece("  "), where, piece(f"  {day}")),
        divider(),
    ]
    below = [divider(), *paging(asked, 1, len(posts), 1), approve]
    seen = [_without_buttons(block) for block in payload["blocks"] if block["type"] != "actions"]
    heard = [escaped(title), escaped(state), f"{each.unit}, {spoken}: {escaped(day)}", payload["text"]]
    return page_of_escaped("\n".join(heard), [*above, *_as_many_as_fit(seen, [*above, *below]), *below])


def _without_buttons(block: Block) -> Block:
    return {name: value for name, value in block.items() if name not in ("accessory", "block_id")}


def _as_many_as_fit(seen: Sequence[Block], frame: Sequence[Block]) -> list[Block]:
    """The first of a post's blocks, as far as a screen with this frame takes them."""
    room, kept = room_beside(frame), list[Block]()
    for block in seen[: MOST_BLOCKS - len(frame)]:
        room -= characters([block])
        if room < 0:
            break
        kept.append(block)
    return kept
