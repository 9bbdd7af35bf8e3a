/** A conversation's lines with day dividers and the "new" line: the channel's own, and the thread's. */

import { el, fill, walk } from "./dom.js";
import { message } from "./message.js";
import { page } from "./page.js";
import { dayOf, dividerText, secondsOf } from "./time.js";
import { language, say } from "./words.js";
import { isBefore, repliesOf, workspace } from "./workspace.js";

const GROUP_SECONDS = 300;

function isGrouped(before, given) {
  return Boolean(
    before &&
    before.user === given.user &&
    !before.subtype &&
    !given.subtype &&
    !before.is_ephemeral &&
    !given.is_ephemeral &&
    secondsOf(given.ts) - secondsOf(before.ts) < GROUP_SECONDS &&
    dayOf(secondsOf(given.ts)) === dayOf(secondsOf(before.ts)),
  );
}

/** What a message's look depends on: while none of it changes, its element stays. */
function markOf(given, grouped) {
  const edited = page.editing?.ts === given.ts && page.editing.channel === given.channel;
  return JSON.stringify([
    given,
    grouped,
    edited,
    language(),
    workspace.me,
    dayOf(Number(workspace.clock.epoch ?? 0)),
    repliesOf(given.channel, given.ts).length,
    workspace.users.length,
    workspace.channels.length,
  ]);
}

/** Keyed items of a list of messages. `newAfter`: the last one read, if a "new" line is wanted. */
export function lineItems(list, { inThread = false, newAfter = null, days = true } = {}) {
  const items = [];
  let before = null;
  let lined = false;
  for (const given of list) {
    const day = dayOf(secondsOf(given.ts));
    const newDay = days && (!before || dayOf(secondsOf(before.ts)) !== day);
    if (newDay)
      items.push({
        key: `day:${day}`,
        mark: dividerText(secondsOf(given.ts)),
        make: () => divider(dividerText(secondsOf(given.ts))),
      });
    const isNew =
      !lined && newAfter !== null && isBefore(newAfter, given.ts) && given.user !== workspace.me && !given.is_ephemeral;
    if (isNew) {
      lined = true;
      items.push({ key: "new", mark: language(), make: newDivider });
    }
    const grouped = !newDay && !isNew && isGrouped(before, given);
    items.push({
      key: `${given.channel}:${given.ts}:${Boolean(given.is_ephemeral)}`,
      mark: markOf(given, grouped),
      make: () => message(given, { grouped, inThread }),
    });
    before = given;
  }
  return items;
}

function divider(words) {
  return el("div", { class: "day", role: "listitem" }, el("span", { role: "separator", "aria-label": words }, words));
}

function newDivider() {
  const words = say("New messages");
  return el(
    "div",
    { class: "new-line", role: "listitem", dataset: { testid: "new-line" } },
    el("span", { role: "separator", "aria-label": words }, say("New")),
  );
}

/** Tab enters the list at its newest message, unless somebody walks in it already. */
function settleTabStop(list) {
  if (list.contains(document.activeElement) && list.querySelector('.message[tabindex="0"]')) return;
  const all = [...list.querySelectorAll(".message")];
  for (const node of all) node.tabIndex = node === all.at(-1) ? 0 : -1;
}

/** A scrolling list of messages that stays at its end while the reader is there, and walks by arrow keys. */
export function messageList(label) {
  const list = el("div", { role: "list", class: "lines", "aria-label": label });
  const scroller = el("div", { class: "scroller" }, list);
  const below = el(
    "button",
    { type: "button", class: "to-end", hidden: true, on: { click: () => end() } },
    say("New messages below"),
  );
  let shown = null;
  let last = null;
  const isAtEnd = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 48;
  const end = () => {
    scroller.scrollTop = scroller.scrollHeight;
    below.hidden = true;
  };
  scroller.addEventListener("scroll", () => isAtEnd() && (below.hidden = true));
  list.addEventListener("keydown", (event) => {
    if (event.target.closest("input, textarea, select, [role=menu], summary") || event.altKey) return;
    walk(list, ".message", event);
  });
  // Pictures and wide tables arrive after the message: whoever reads at the end stays there.
  let following = true;
  scroller.addEventListener("scroll", () => (following = isAtEnd()));
  new ResizeObserver(() => following && end()).observe(list);
  new ResizeObserver(() => following && end()).observe(scroller);

  /** `key` names the conversation: another key starts at its end, or at its new line. */
  function draw(key, items, newest) {
    const fresh = key !== shown;
    const more = newest !== last && !fresh;
    const stay = following || fresh;
    [shown, last] = [key, newest];
    fill(list, items);
    settleTabStop(list);
    below.textContent = say("New messages below");
    const line = fresh && list.querySelector(".new-line");
    const latest = [...list.querySelectorAll(".message")].at(-1);
    const isTall = more && latest?.offsetHeight > scroller.clientHeight;
    if (line) show(line, "center");
    else if (stay && isTall) show(latest, "start");
    else if (stay) follow();
    else if (more) below.hidden = false;
  }

  /** Brings something into view for reading, which is not always the end: a long reminder is read from its head. */
  function show(node, block) {
    node.scrollIntoView({ block });
    following = isAtEnd();
  }

  /** Goes to the end and stays there: for whoever has just said something. */
  function follow() {
    following = true;
    end();
  }

  return { node: el("div", { class: "scroll-box" }, scroller, below), list, draw, follow };
}
