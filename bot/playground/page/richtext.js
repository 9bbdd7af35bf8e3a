/** Slack's rich_text block, and standard Markdown for the markdown block. */

import { el } from "./dom.js";
import { broadcast, channelLink, emoji, inline, link, mention } from "./mrkdwn.js";
import { slackDate } from "./time.js";

/** A rich_text block. */
export function richText(block) {
  return el("div", { class: "rich" }, (block.elements ?? []).map(part));
}

function part(given) {
  const words = (given.elements ?? []).map((piece) =>
    piece.type?.startsWith("rich_text") ? part(piece) : leaf(piece),
  );
  if (given.type === "rich_text_quote") return el("blockquote", {}, words);
  if (given.type === "rich_text_preformatted") return el("pre", { class: "codeblock" }, el("code", {}, words));
  if (given.type === "rich_text_list") {
    const ordered = given.style === "ordered";
    const look = `rich-list indent-${Math.min(8, given.indent ?? 0)}${given.border ? " bordered" : ""}`;
    return el(
      ordered ? "ol" : "ul",
      { class: look, start: ordered && given.offset ? given.offset + 1 : null },
      words.map((word) => el("li", {}, word)),
    );
  }
  return el("span", { class: "rich-section" }, words);
}

function leaf(piece) {
  const drawn = {
    text: () => spaced(piece.text ?? ""),
    link: () => link(piece.url ?? "", piece.text || piece.url),
    user: () => mention(piece.user_id),
    channel: () => channelLink(piece.channel_id),
    usergroup: () => el("span", { class: "mention" }, `@${piece.usergroup_id}`),
    emoji: () => emoji(piece.name),
    broadcast: () => broadcast(piece.range),
    date: () =>
      el("time", { title: piece.fallback }, slackDate(Number(piece.timestamp), piece.format ?? "{date_short}")),
    color: () => el("code", { class: "code" }, piece.value),
  }[piece.type];
  if (!drawn) return piece.text ?? "";
  const { bold, italic, strike, code, underline } = piece.style ?? {};
  let node = drawn();
  for (const [on, tag] of [
    [code, "code"],
    [underline, "u"],
    [strike, "s"],
    [italic, "i"],
    [bold, "b"],
  ])
    if (on) node = el(tag, tag === "code" ? { class: "code" } : {}, node);
  return node;
}

function spaced(text) {
  return text.split("\n").flatMap((line, at) => (at ? [el("br"), line] : [line]));
}

const ITEM = /^(\s*)(?:[-*+]|(\d{1,9})[.)])\s+(\[[ xX]\]\s+)?(.*)$/;
const RULE = /^\s*([-*_])(?:\s*\1){2,}\s*$/;

/** Standard Markdown: headings, lists, tasks, quotes, code, tables, rules, and words. */
export function markdown(text) {
  const box = el("div", { class: "markdown" });
  const rows = text.split("\n");
  let at = 0;
  while (at < rows.length) at = piece(rows, at, box);
  return box;
}

function piece(rows, at, box) {
  const row = rows[at];
  if (!row.trim()) return at + 1;
  if (/^\s*(```|~~~)/.test(row)) return fence(rows, at, box);
  const heading = row.match(/^(#{1,6})\s+(.*?)\s*#*\s*$/);
  if (heading)
    return (
      box.append(
        el(`h${Math.min(6, heading[1].length + 2)}`, { class: `md-h${heading[1].length}` }, styled(heading[2])),
      ),
      at + 1
    );
  if (RULE.test(row)) return (box.append(el("hr")), at + 1);
  if (/^\s*>/.test(row))
    return gather(
      rows,
      at,
      (line) => /^\s*>/.test(line),
      (found) =>
        box.append(el("blockquote", {}, markdown(found.map((line) => line.replace(/^\s*>\s?/, "")).join("\n")))),
    );
  if (ITEM.test(row))
    return gather(
      rows,
      at,
      (line) => ITEM.test(line) || /^\s{2,}\S/.test(line),
      (found) => box.append(list(found)),
    );
  if (row.includes("|") && /^\s*\|?\s*:?-{1,}:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/.test(rows[at + 1] ?? ""))
    return gather(
      rows,
      at,
      (line) => line.includes("|"),
      (found) => box.append(table(found)),
    );
  return gather(
    rows,
    at,
    (line, first) =>
      first || (line.trim() && !/^\s*(```|~~~|>|#{1,6}\s)/.test(line) && !ITEM.test(line) && !RULE.test(line)),
    (found) => {
      box.append(
        el(
          "p",
          {},
          found.flatMap((line, n) => (n ? [el("br"), styled(line)] : [styled(line)])),
        ),
      );
    },
  );
}

function gather(rows, at, belongs, give) {
  let end = at;
  while (end < rows.length && belongs(rows[end], end === at)) end++;
  give(rows.slice(at, end));
  return end;
}

function fence(rows, at, box) {
  const sign = rows[at].trim().slice(0, 3);
  let end = at + 1;
  while (end < rows.length && !rows[end].trim().startsWith(sign)) end++;
  box.append(el("pre", { class: "codeblock" }, el("code", {}, rows.slice(at + 1, end).join("\n"))));
  return end + 1;
}

function list(rows) {
  const root = { indent: -1, node: null };
  const open = [root];
  const box = el("div");
  for (const row of rows) {
    const found = row.match(ITEM);
    if (!found) {
      open.at(-1).node?.lastElementChild?.append(" ", styled(row.trim()));
      continue;
    }
    const [, space, number, task, words] = found;
    while (open.length > 1 && open.at(-1).indent > space.length) open.pop();
    if (open.at(-1).indent < space.length) {
      const node = el(number ? "ol" : "ul", { start: number && number !== "1" ? number : null });
      (open.at(-1).node?.lastElementChild ?? box).append(node);
      open.push({ indent: space.length, node });
    }
    const tick = task
      ? el("input", { type: "checkbox", disabled: true, checked: /x/i.test(task), "aria-label": words })
      : null;
    open.at(-1).node.append(el("li", { class: task ? "task" : null }, tick, styled(words)));
  }
  return box;
}

function cells(row) {
  return row
    .trim()
    .replace(/^\||\|$/g, "")
    .split("|")
    .map((cell) => cell.trim());
}

function table(rows) {
  const [head, line, ...body] = rows;
  const sides = cells(line).map((cell) => (cell.endsWith(":") ? (cell.startsWith(":") ? "center" : "right") : "left"));
  const row = (given, tag) =>
    el(
      "tr",
      {},
      cells(given).map((cell, at) =>
        el(tag, { class: `side-${sides[at] ?? "left"}`, scope: tag === "th" ? "col" : null }, styled(cell)),
      ),
    );
  return el(
    "div",
    { class: "table-wrap" },
    el(
      "table",
      { class: "block-table" },
      el("thead", {}, row(head, "th")),
      el(
        "tbody",
        {},
        body.map((given) => row(given, "td")),
      ),
    ),
  );
}

/** Markdown's inline styles said in mrkdwn's signs, so that one reader draws both. */
function styled(text) {
  const held = [];
  const hold = (whole) => `\u0001${held.push(whole) - 1}\u0001`;
  const turned = text
    .replace(/`[^`]+`/g, hold)
    .replace(/!?\[([^\]]*)\]\(([^()\s]+)[^)]*\)/g, (_, words, address) => hold(`<${address}|${words}>`))
    .replace(/(\*\*|__)(?=\S)(.+?)(?<=\S)\1/g, (_, sign, words) => `\u0002${words}\u0002`)
    .replace(/\*(?=\S)([^*]+?)(?<=\S)\*/g, "_$1_")
    .replace(/~~(?=\S)(.+?)(?<=\S)~~/g, "~$1~")
    .replace(/\u0002/g, "*")
    .replace(/\u0001(\d+)\u0001/g, (_, at) => held[Number(at)]);
  return inline(turned);
}
