/** One message: who, when, what, and what can be done with it. */

import { avatar } from "./avatar.js";
import { drawBlocks, identified } from "./blocks.js";
import { act, askDelete, beginEdit, isBot, isMine, pressOn, react } from "./deeds.js";
import { el } from "./dom.js";
import { glyphOf } from "./emoji.js";
import { formOf } from "./forms.js";
import { icon } from "./icons.js";
import { mrkdwn, plainWords } from "./mrkdwn.js";
import { page } from "./page.js";
import { pickEmoji } from "./picker.js";
import { openMenu } from "./popup.js";
import { clockDate, secondsOf, timeText, whenText } from "./time.js";
import { toTyped, toWire } from "./typed.js";
import { say, sayMany } from "./words.js";
import { channelOf, dismiss, isReply, messageOf, nameOf, repliesOf, titleOf, workspace } from "./workspace.js";

const QUICK = ["white_check_mark", "eyes"];

/** A message's element. `grouped`: it follows another of the same person; `inThread`: it stands in the thread pane. */
export function message(given, { grouped = false, inThread = false } = {}) {
  if (given.deleted) return tombstone(given, inThread);
  if (given.subtype && /^(channel|group)_/.test(given.subtype)) return systemLine(given);
  const lead = grouped
    ? el("span", { class: "gutter-time", "aria-hidden": "true" }, timeText(secondsOf(given.ts)))
    : avatar(given.user);
  const look = ["message", grouped && "grouped", given.is_ephemeral && "ephemeral"].filter(Boolean).join(" ");
  return el(
    "div",
    {
      role: "listitem",
      class: look,
      tabindex: "-1",
      dataset: { testid: "message", ts: given.ts, user: given.user, ephemeral: given.is_ephemeral ? "true" : null },
      on: { keydown: (event) => keyOn(event, given, inThread) },
    },
    given.is_ephemeral ? el("div", { class: "above" }, icon("eye"), say("Only visible to you")) : null,
    given.subtype === "thread_broadcast" && !inThread ? broadcastNote(given) : null,
    el("div", { class: "gutter" }, lead),
    el(
      "div",
      { class: "message-body" },
      grouped ? el("span", { class: "unseen" }, nameShown(given)) : head(given),
      isEdited(given) ? editor(given) : content(given),
      files(given),
      reactions(given),
      inThread ? null : repliesBar(given),
      given.is_ephemeral ? dismissal(given) : null,
    ),
    given.is_local ? null : toolbar(given, inThread),
  );
}

function nameShown(given) {
  return given.user ? nameOf(given.user) : say("Playground");
}

function isEdited(given) {
  return page.editing?.ts === given.ts && page.editing.channel === given.channel;
}

function systemLine(given) {
  return el(
    "div",
    {
      role: "listitem",
      class: "message system",
      tabindex: "-1",
      dataset: { testid: "message", ts: given.ts, user: given.user, subtype: given.subtype },
    },
    el("div", { class: "gutter" }, avatar(given.user)),
    el("div", { class: "message-body" }, head(given), el("div", { class: "content" }, mrkdwn(given.text || ""))),
  );
}

function tombstone(given, inThread) {
  return el(
    "div",
    { role: "listitem", class: "message system", tabindex: "-1", dataset: { testid: "message", ts: given.ts } },
    el("div", { class: "gutter" }, el("span", { class: "avatar avatar-l gone", "aria-hidden": "true" })),
    el(
      "div",
      { class: "message-body" },
      el("div", { class: "content" }, say("This message was deleted.")),
      inThread ? null : repliesBar(given),
    ),
  );
}

function head(given) {
  const seconds = secondsOf(given.ts);
  return el(
    "div",
    { class: "message-head" },
    el("span", { class: "author" }, nameShown(given)),
    given.bot_id || isBot(given.user) ? el("span", { class: "badge-app" }, say("APP")) : null,
    el(
      "time",
      {
        class: "time",
        datetime: new Date(seconds * 1000).toISOString(),
        title: `${clockDate(seconds)}, ${timeText(seconds)}`,
      },
      timeText(seconds),
    ),
  );
}

function broadcastNote(given) {
  const root = messageOf(given.channel, given.thread_ts);
  const words = root ? plainWords(root.text || "").slice(0, 90) : "";
  return el(
    "div",
    { class: "above" },
    say("replied to a thread:"),
    el(
      "button",
      { type: "button", class: "linklike", on: { click: () => page.openThread(given.channel, given.thread_ts) } },
      words || say("Thread"),
    ),
  );
}

function surfaceOf(given) {
  const form = formOf(`message:${workspace.me}:${given.channel}:${given.ts}`);
  const blocks = identified(given.blocks);
  const where = { channel: given.channel, message_ts: given.ts };
  return {
    kind: "message",
    form,
    errors: {},
    press: (block, element, choice) => pressOn(where, form, blocks, block, element, choice),
  };
}

function content(given) {
  // An app that keeps its buttons and lines up to date has not changed its mind: Slack does not mark that.
  const edited =
    given.edited && !(given.bot_id && given.blocks) ? el("span", { class: "edited" }, ` ${say("(edited)")}`) : null;
  if (given.blocks?.length) return el("div", { class: "content" }, drawBlocks(given.blocks, surfaceOf(given)), edited);
  if (!given.text) return null;
  const words = el("div", { class: "content" }, mrkdwn(given.text));
  // The mark stands on the last line when that is a line of words.
  if (edited) (words.lastElementChild?.matches(".plain-lines") ? words.lastElementChild : words).append(edited);
  return words;
}

function files(given) {
  if (!given.files?.length) return null;
  return el(
    "div",
    { class: "files" },
    given.files.map((file) =>
      el(
        "a",
        { class: "file", href: file.url, target: "_blank", rel: "noopener noreferrer" },
        icon("file"),
        el("span", {}, file.name),
      ),
    ),
  );
}

function reactions(given) {
  if (!given.reactions?.length) return null;
  const pills = given.reactions.map((reaction) => {
    const mine = reaction.users.includes(workspace.me);
    const who = reaction.users.map(nameOf).join(", ");
    const count = reaction.count ?? reaction.users.length;
    const names = {
      class: mine ? "pill mine" : "pill",
      "aria-pressed": String(mine),
      title: `${who}  :${reaction.name}:`,
      "aria-label": `${count} ${say("{name}: {who}", { name: reaction.name.replace(/_/g, " "), who })}`,
    };
    return el(
      "button",
      {
        type: "button",
        ...names,
        dataset: { testid: "reaction", reaction: reaction.name },
        on: { click: () => react(given, reaction.name) },
      },
      el("span", { class: "emoji" }, glyphOf(reaction.name) ?? `:${reaction.name}:`),
      el("span", { class: "count" }, String(count)),
    );
  });
  const more = el(
    "button",
    {
      type: "button",
      class: "pill add",
      "aria-label": say("Add reaction"),
      "aria-expanded": "false",
      on: { click: (event) => pickEmoji(event.currentTarget, (name) => react(given, name)) },
    },
    icon("smile"),
  );
  return el("div", { class: "reactions" }, pills, more);
}

function repliesBar(given) {
  const known = repliesOf(given.channel, given.ts).filter((reply) => !reply.is_ephemeral);
  const n = Math.max(given.reply_count ?? 0, known.length);
  if (!n || isReply(given)) return null;
  const who = given.reply_users?.length ? given.reply_users : [...new Set(known.map((reply) => reply.user))];
  const latest = given.latest_reply ?? known.at(-1)?.ts;
  return el(
    "button",
    {
      type: "button",
      class: "replies-bar",
      dataset: { testid: "replies-bar" },
      on: { click: () => page.openThread(given.channel, given.ts) },
    },
    el(
      "span",
      { class: "faces" },
      who.slice(0, 4).map((user) => avatar(user, "m")),
    ),
    el("span", { class: "replies-count" }, sayMany(n, "{n} reply", "{n} replies")),
    latest
      ? el("span", { class: "replies-last" }, say("Last reply {when}", { when: whenText(secondsOf(latest)) }))
      : null,
    icon("right"),
  );
}

function dismissal(given) {
  const act = () => {
    dismiss(given);
    page.redraw();
  };
  return el(
    "button",
    { type: "button", class: "linklike dismiss", dataset: { testid: "dismiss" }, on: { click: act } },
    say("Dismiss message"),
  );
}

function toolbar(given, inThread) {
  const tool = (name, drawing, press, more = {}) =>
    el(
      "button",
      { type: "button", class: "tool", "aria-label": name, title: name, on: { click: press }, ...more },
      drawing,
    );
  const popup = { "aria-expanded": "false" };
  const bar = el("div", { class: "toolbar", role: "toolbar", "aria-label": say("Message actions") });
  if (!given.is_ephemeral) {
    for (const name of QUICK)
      bar.append(
        tool(
          say("React with {name}", { name: name.replace(/_/g, " ") }),
          el("span", { class: "emoji" }, glyphOf(name)),
          () => react(given, name),
          { dataset: { testid: `quick-${name}` } },
        ),
      );
    bar.append(
      tool(
        say("Add reaction"),
        icon("smile"),
        (event) => pickEmoji(event.currentTarget, (name) => react(given, name)),
        { ...popup, dataset: { testid: "add-reaction" } },
      ),
    );
    if (!inThread)
      bar.append(
        tool(say("Reply in thread"), icon("reply"), () => page.openThread(given.channel, given.thread_ts ?? given.ts), {
          dataset: { testid: "reply-in-thread" },
        }),
      );
  }
  const entries = menuOf(given);
  if (entries.length)
    bar.append(
      tool(say("More actions"), icon("more"), (event) => openMenu(event.currentTarget, entries), {
        ...popup,
        "aria-haspopup": "menu",
        dataset: { testid: "more-actions" },
      }),
    );
  return bar.childElementCount ? bar : null;
}

function menuOf(given) {
  if (given.is_ephemeral) return [];
  const shortcuts = workspace.shortcuts
    .filter((shortcut) => shortcut.type === "message")
    .map((shortcut) => ({
      name: shortcut.name,
      note: workspace.bot.name,
      act: () => act("shortcut", { channel: given.channel, ts: given.ts, callback_id: shortcut.callback_id }),
    }));
  const own = isMine(given)
    ? [
        { name: say("Edit message"), note: "E", act: () => beginEdit(given) },
        { name: say("Delete message"), danger: true, act: () => askDelete(given) },
      ]
    : [];
  return [...shortcuts, ...(shortcuts.length && own.length ? [null] : []), ...own];
}

function editor(given) {
  const field = el("textarea", {
    class: "edit-field",
    "aria-label": say("Edit message"),
    value: toTyped(given.text ?? ""),
    rows: 3,
    dataset: { testid: "edit-field" },
  });
  const stop = () => {
    page.editing = null;
    page.redraw();
  };
  const save = async () => {
    const text = toWire(field.value.trim());
    if (!text) return askDelete(given);
    const answer =
      text === given.text ? { ok: true } : await act("edit", { channel: given.channel, ts: given.ts, text });
    if (answer.ok) stop();
  };
  field.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Escape") (event.preventDefault(), stop());
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) (event.preventDefault(), save());
  });
  queueMicrotask(() => {
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
  });
  return el(
    "div",
    { class: "editor" },
    field,
    el(
      "div",
      { class: "editor-foot" },
      el("button", { type: "button", class: "button", on: { click: stop } }, say("Cancel")),
      el("button", { type: "button", class: "button primary", on: { click: save } }, say("Save")),
    ),
  );
}

/** Keys on a message that has the focus itself: T or Enter for its thread, R to react, E to edit, Delete. */
function keyOn(event, given, inThread) {
  if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey || given.is_ephemeral)
    return;
  const bar = event.currentTarget.querySelector(".toolbar");
  const deeds = {
    Enter: () => !inThread && page.openThread(given.channel, given.thread_ts ?? given.ts),
    t: () => !inThread && page.openThread(given.channel, given.thread_ts ?? given.ts),
    r: () => bar?.querySelector("[data-testid=add-reaction]")?.click(),
    e: () => isMine(given) && beginEdit(given),
    Delete: () => isMine(given) && askDelete(given),
  };
  const deed = deeds[event.key] ?? deeds[event.key.toLowerCase()];
  if (!deed) return;
  event.preventDefault();
  deed();
}

/** What is read to screen readers when a message arrives. */
export function spoken(given) {
  const channel = channelOf(given.channel);
  const place = channel?.kind === "channel" ? `#${titleOf(channel)}` : "";
  return [nameShown(given), place, plainWords(given.text || "").slice(0, 240)].filter(Boolean).join(", ");
}
