/** Between what people type and what Slack keeps: "@Tong Laiming" and <@U1>, "#office" and <#C1>, & and &amp;. */

import { named } from "./emoji.js";
import { escaped, unescaped } from "./mrkdwn.js";
import { channelOf, nameOf, workspace } from "./workspace.js";

function quoted(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** Finds "@Name" or "#name", longest names first so that "@Li Wei Min" is not read as "@Li Wei". */
function finder(sign, names) {
  const longest = names.filter(Boolean).sort((one, other) => other.length - one.length);
  return longest.length
    ? new RegExp(
        `(^|[^\\w${sign}])${sign}(${longest.map((name) => quoted(escaped(name))).join("|")})(?![A-Za-z0-9_])`,
        "giu",
      )
    : null;
}

/** Typed text as it goes on the wire. */
export function toWire(text) {
  const people = workspace.users.flatMap((user) => [user.real_name, user.name].map((name) => [name, user.id]));
  const places = workspace.channels
    .filter((channel) => channel.kind === "channel")
    .map((channel) => [channel.name, channel.id]);
  let wire = escaped(named(text));
  for (const [sign, pairs] of [
    ["@", people],
    ["#", places],
  ]) {
    const pattern = finder(
      sign,
      pairs.map(([name]) => name),
    );
    const idOf = (found) => pairs.find(([name]) => name && escaped(name).toLowerCase() === found.toLowerCase())?.[1];
    if (pattern) wire = wire.replace(pattern, (whole, before, found) => `${before}<${sign}${idOf(found)}>`);
  }
  return wire;
}

/** Text from the wire as a person would have typed it: for editing. */
export function toTyped(wire) {
  return unescaped(
    wire
      .replace(/<@([^<>|]+)(?:\|[^<>]*)?>/g, (_, user) => `@${nameOf(user)}`)
      .replace(/<#([^<>|]+)(?:\|([^<>]*))?>/g, (_, id, name) => `#${channelOf(id)?.name ?? name ?? id}`)
      .replace(/<(https?:[^<>|]+)(?:\|[^<>]*)?>/g, "$1"),
  );
}
