/** Slack's message text (mrkdwn) drawn as elements. The text comes escaped (&amp; &lt; &gt;) and is unescaped piece by piece. */

import { el, safeLink } from "./dom.js";
import { drawn, glyphOf } from "./emoji.js";
import { page } from "./page.js";
import { slackDate } from "./time.js";
import { say } from "./words.js";
import { channelOf, nameOf, titleOf, workspace } from "./workspace.js";

export function unescaped(text) {
  return text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");
}

export function escaped(text) {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}

/** A link in a new tab, or just its words when the address is not http or https; a message of this workspace opens here. */
export function link(address, words) {
  if (!/^https?:/i.test(address) || !safeLink(address)) return el("span", {}, words);
  const there = messageAt(address);
  if (there) {
    const go = (event) => {
      event.preventDefault();
      page.goTo(there);
    };
    return el("a", { href: address, title: say("Go to the message"), on: { click: go } }, words);
  }
  return el("a", { href: address, target: "_blank", rel: "noopener noreferrer", title: address }, words);
}

/** The message of this workspace that an address names, as {channel, ts, thread}; null for any other address. */
function messageAt(address) {
  const url = new URL(address, location.href);
  const named = /^\/archives\/(\w+)\/p(\d{10})(\d{6})$/.exec(url.pathname);
  if (url.origin !== location.origin || !named) return null;
  return { channel: named[1], ts: `${named[2]}.${named[3]}`, thread: url.searchParams.get("thread_ts") };
}

export function mention(user) {
  return el(
    "span",
    { class: user === workspace.me ? "mention mention-me" : "mention", dataset: { user } },
    `@${nameOf(user)}`,
  );
}

export function channelLink(id, known) {
  const channel = channelOf(id);
  const name = channel ? titleOf(channel) : known || id;
  if (!channel) return el("span", { class: "mention" }, `#${name}`);
  return el("button", { type: "button", class: "mention", on: { click: () => page.open(id) } }, `#${name}`);
}

export function broadcast(range) {
  return el("span", { class: "mention mention-me" }, `@${range}`);
}

export function emoji(name) {
  const glyph = glyphOf(name);
  return glyph
    ? el("span", { class: "emoji", role: "img", "aria-label": name.replace(/_/g, " "), title: `:${name}:` }, glyph)
    : `:${name}:`;
}

/** The whole text: code blocks, quotes, lists and lines of styled words. */
export function mrkdwn(text, { verbatim = false } = {}) {
  const piece = document.createDocumentFragment();
  fences(text).forEach(({ code, words }) => {
    if (code) piece.append(el("pre", { class: "codeblock" }, el("code", {}, bareText(words.replace(/^\n|\n$/g, "")))));
    else if (words) piece.append(lines(words, verbatim));
  });
  return piece;
}

/** What is said inside code: links show their address, nothing is styled. */
function bareText(words) {
  return unescaped(words.replace(/<([^<>|]*)(?:\|([^<>]*))?>/g, (_, address, label) => label ?? address));
}

function fences(text) {
  const parts = text.split("```");
  // An opening fence without its end is only three characters.
  const whole = parts.length % 2 ? parts : [...parts.slice(0, -2), parts.slice(-2).join("```")];
  return whole.map((words, at) => {
    if (at % 2) return { code: true, words };
    const rest = at ? words.replace(/^\n/, "") : words;
    return { code: false, words: at < whole.length - 1 ? rest.replace(/\n$/, "") : rest };
  });
}

const QUOTE = /^(?:&gt;|>)\s?/;
const BULLET = /^(\s*)([•◦▪‣]|-)\s+/;
const NUMBER = /^(\s*)(\d{1,3})[.)]\s+/;

function lines(words, verbatim) {
  const piece = document.createDocumentFragment();
  let open = null;
  for (const line of words.split("\n")) {
    const kind = QUOTE.test(line) ? "quote" : BULLET.test(line) || NUMBER.test(line) ? "list" : "plain";
    if (!open || open.kind !== kind) {
      open = { kind, node: el(kind === "quote" ? "blockquote" : "div", { class: `${kind}-lines` }), empty: true };
      piece.append(open.node);
    }
    if (kind === "list") open.node.append(listLine(line, verbatim));
    else {
      if (!open.empty) open.node.append(el("br"));
      open.node.append(inline(kind === "quote" ? line.replace(QUOTE, "") : line, { verbatim }));
      open.empty = false;
    }
  }
  return piece;
}

/** One line of a list keeps the very mark that was written: a reply of "3. done" must not become "1.". */
function listLine(line, verbatim) {
  const [start, indent, mark] = line.match(BULLET) ?? line.match(NUMBER);
  const sign = mark === "-" ? "•" : /^\d/.test(mark) ? `${mark}.` : mark;
  return el(
    "div",
    { class: `list-line indent-${Math.min(4, Math.floor(indent.length / 2))}` },
    el("span", { class: "list-mark" }, sign),
    el("span", {}, inline(line.slice(start.length), { verbatim })),
  );
}

const STYLES = { "*": "b", _: "i", "~": "s" };
const WORD = /[\p{L}\p{N}]/u;
const DEPTH = 5;

/** One line's words with their styles, links, mentions, dates and emoji. */
export function inline(text, { verbatim = false, depth = 0 } = {}) {
  const piece = document.createDocumentFragment();
  const ends = closings(text);
  let plain = "";
  let at = 0;
  const flush = () => {
    if (plain) piece.append(unescaped(plain));
    plain = "";
  };
  while (at < text.length) {
    const found = special(text, at, ends, verbatim, depth);
    if (found) {
      flush();
      piece.append(found.node);
      at = found.end;
    } else plain += text[at++];
  }
  flush();
  return piece;
}

function special(text, at, ends, verbatim, depth) {
  const sign = text[at];
  if (sign === "<") return angle(text, at);
  if (sign === "`") return code(text, at);
  if (sign === ":") return shortcode(text, at);
  if (sign === "h" && !verbatim) return bareLink(text, at);
  if (sign in STYLES && depth < DEPTH) return styled(text, at, ends, verbatim, depth);
  return null;
}

function match(pattern, text, at) {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function angle(text, at) {
  const found = match(/<([^<>|\n]{1,3000})(?:\|([^<>\n]{0,3000}))?>/y, text, at);
  return found && { node: token(found[1], found[2]), end: at + found[0].length };
}

function code(text, at) {
  const found = match(/`([^`\n]+)`/y, text, at);
  return found && { node: el("code", { class: "code" }, bareText(found[1])), end: at + found[0].length };
}

function shortcode(text, at) {
  const found = match(/:([a-z0-9_+'-]{1,60})(?:::skin-tone-\d)?:/y, text, at);
  return found && glyphOf(found[1]) ? { node: emoji(found[1]), end: at + found[0].length } : null;
}

function bareLink(text, at) {
  if (at && WORD.test(text[at - 1])) return null;
  const found = match(/https?:\/\/[^\s<>|*_~`，。；！？）】」]+/y, text, at);
  if (!found) return null;
  const address = found[0].replace(/(?:[.,;:!?)'"]|&gt;|&lt;)+$/, "");
  return { node: link(unescaped(address), unescaped(address)), end: at + address.length };
}

/** Where each style mark may end a span: after a non-space, before no word, and not inside a link or code. */
function closings(text) {
  const shut = { "*": [], _: [], "~": [] };
  let until = -1;
  for (let at = 1; at < text.length; at++) {
    const sign = text[at];
    if ((sign === "<" || sign === "`") && at > until) {
      const end = text.indexOf(sign === "<" ? ">" : "`", at + 1);
      if (end > 0) until = end;
    }
    if (at > until && sign in STYLES && !/\s/.test(text[at - 1]) && !(at + 1 < text.length && WORD.test(text[at + 1])))
      shut[sign].push(at);
  }
  return shut;
}

function styled(text, at, ends, verbatim, depth) {
  const sign = text[at];
  if ((at && WORD.test(text[at - 1])) || at + 1 >= text.length || /\s/.test(text[at + 1])) return null;
  const end = firstAfter(ends[sign], at + 1);
  if (end === null || text[at + 1] === sign) return null;
  return { node: el(STYLES[sign], {}, inline(text.slice(at + 1, end), { verbatim, depth: depth + 1 })), end: end + 1 };
}

/** The first number of a sorted list that is greater than `least`, by halving: hostile text is all marks. */
function firstAfter(sorted, least) {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] > least) high = middle;
    else low = middle + 1;
  }
  return low < sorted.length ? sorted[low] : null;
}

function token(body, label) {
  const words = label === undefined ? null : drawn(unescaped(label));
  if (body.startsWith("@")) return mention(body.slice(1));
  if (body.startsWith("#")) return channelLink(body.slice(1), words);
  if (body.startsWith("!date^")) return dateToken(body, words);
  if (body.startsWith("!subteam^")) return el("span", { class: "mention" }, words || body.slice(9));
  if (body.startsWith("!")) return broadcast(body.slice(1).split("^")[0]);
  const address = unescaped(body);
  return link(address, words || address);
}

function dateToken(body, words) {
  const [, seconds, template = "", address] = body.split("^");
  const said =
    Number.isFinite(Number(seconds)) && template ? slackDate(Number(seconds), unescaped(template)) : words || body;
  return address ? link(unescaped(address), said) : el("time", { title: words }, said);
}

/** A text object of Block Kit: mrkdwn, or plain text whose emoji names are drawn. */
export function textObject(text) {
  if (!text) return document.createDocumentFragment();
  if (typeof text === "string") return plainLines(text);
  return text.type === "mrkdwn" ? mrkdwn(text.text, { verbatim: Boolean(text.verbatim) }) : plainLines(text.text);
}

function plainLines(text) {
  const piece = document.createDocumentFragment();
  // Slack keeps plain text escaped on its wire too.
  unescaped(drawn(text))
    .split("\n")
    .forEach((line, at) => piece.append(...(at ? [el("br"), line] : [line])));
  return piece;
}

/** The words alone, for labels, announcements and the quick look at a thread. */
export function plainWords(text) {
  const bare = text
    .replace(/<@([^<>|]+)(?:\|[^<>]*)?>/g, (_, user) => `@${nameOf(user)}`)
    .replace(/<#([^<>|]+)(?:\|([^<>]*))?>/g, (_, id, name) => `#${channelOf(id)?.name ?? name ?? id}`)
    .replace(/<!date\^(\d+)\^([^<>|^]+)[^<>|]*(?:\|[^<>]*)?>/g, (_, seconds, template) =>
      slackDate(Number(seconds), template),
    )
    .replace(/<!([a-z]+)[^<>]*>/g, "@$1")
    .replace(/<([^<>|]+)(?:\|([^<>]*))?>/g, (_, address, label) => label || address);
  return drawn(unescaped(bare));
}
