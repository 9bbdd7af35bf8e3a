/** What could be meant by the word being typed: a command, a person, a channel, an emoji. */

import { avatar } from "./avatar.js";
import { el } from "./dom.js";
import { emojiLike, glyphOf } from "./emoji.js";
import { icon } from "./icons.js";
import { workspace } from "./workspace.js";

const MOST = 8;

function begins(name, typed) {
  const wanted = typed.toLowerCase();
  return (
    name
      .toLowerCase()
      .split(/[\s_-]+/)
      .some((word) => word.startsWith(wanted)) || name.toLowerCase().startsWith(wanted)
  );
}

function commands(typed) {
  return workspace.commands
    .filter((each) => each.command.toLowerCase().startsWith(typed.toLowerCase()))
    .map((each) => ({
      key: each.command,
      insert: `${each.command} `,
      face: el("span", { class: "complete-face" }, icon("slash")),
      name: each.command,
      hint: each.usage_hint,
      note: each.description,
      exact: each.command === typed,
    }));
}

function people(typed) {
  return workspace.users
    .filter((user) => begins(user.real_name || "", typed) || begins(user.name, typed))
    .map((user) => ({
      key: user.id,
      insert: `@${user.real_name || user.name} `,
      face: avatar(user.id, "m"),
      name: user.real_name || user.name,
      note: user.title,
    }));
}

function channels(typed) {
  return workspace.channels
    .filter((channel) => channel.kind === "channel" && !channel.is_archived && begins(channel.name, typed))
    .map((channel) => ({
      key: channel.id,
      insert: `#${channel.name} `,
      face: el("span", { class: "complete-face" }, icon(channel.is_private ? "lock" : "hash")),
      name: channel.name,
      note: channel.topic,
    }));
}

function emoji(typed) {
  return emojiLike(typed, MOST).map((name) => ({
    key: name,
    insert: `${glyphOf(name)} `,
    face: el("span", { class: "emoji" }, glyphOf(name)),
    name: `:${name}:`,
  }));
}

const TRIGGERS = [
  [/^(\/[^\s]*)$/, commands],
  [/(?:^|[\s(（，。])@([^\s@#]{0,40})$/u, people],
  [/(?:^|[\s(（，。])#([^\s@#]{0,40})$/u, channels],
  [/(?:^|[^\w:]):([a-z0-9_+-]{2,30})$/, emoji],
];

/** {start, options} for the text before the caret, or null. */
export function completionFor(before) {
  for (const [pattern, optionsOf] of TRIGGERS) {
    const found = before.match(pattern);
    if (!found) continue;
    const options = optionsOf(found[1]).slice(0, MOST);
    const sign = optionsOf === commands ? 0 : 1;
    return options.length ? { start: before.length - found[1].length - sign, options } : null;
  }
  return null;
}

/** The command at the start of a text, when it is one of the workspace's; for its usage hint. */
export function commandIn(text) {
  const name = text.match(/^(\/\S+)\s/)?.[1];
  return workspace.commands.find((each) => each.command === name) ?? null;
}
