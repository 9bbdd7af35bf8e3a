/** Block Kit's table and data_table. */

import { el } from "./dom.js";
import { icon } from "./icons.js";
import { richText } from "./richtext.js";
import { language, say } from "./words.js";

const SORT_SIGNS = { ascending: "↑", descending: "↓", none: "↕" };

function cell(given) {
  if (!given) return "";
  if (given.type === "rich_text") return richText(given);
  if (given.type === "raw_number")
    return given.text ?? (Number.isFinite(given.value) ? new Intl.NumberFormat(language()).format(given.value) : "");
  return given.text ?? "";
}

function wordsOf(given) {
  if (given?.type === "rich_text") return richText(given).textContent;
  return given?.text ?? String(given?.value ?? "");
}

/** A plain table: first row as its head, alignment and wrapping as its columns ask. */
export function table(block) {
  const [head = [], ...body] = block.rows ?? [];
  const look = (at) => {
    const settings = block.column_settings?.[at] ?? {};
    return `side-${settings.align ?? "left"}${settings.is_wrapped ? " wrapped" : ""}`;
  };
  const row = (cells, tag) =>
    el(
      "tr",
      {},
      cells.map((given, at) => el(tag, { class: look(at), scope: tag === "th" ? "col" : null }, cell(given))),
    );
  return scroller(
    el(
      "table",
      { class: "block-table" },
      el("thead", {}, row(head, "th")),
      el(
        "tbody",
        {},
        body.map((cells) => row(cells, "td")),
      ),
    ),
    say("Table"),
  );
}

function scroller(node, label) {
  return el("div", { class: "table-wrap", tabindex: "0", role: "region", "aria-label": label }, node);
}

/** A table that sorts by its column heads and shows one page at a time; both survive a redraw in the surface's folds. */
export function dataTable(block, surface) {
  const [head = [], ...body] = block.rows ?? [];
  const caption = typeof block.caption === "string" ? block.caption : (block.caption?.text ?? "");
  const size = Math.max(1, Math.min(100, block.page_size ?? 5));
  const key = `table:${block.block_id}`;
  const state = surface.form.folds.get(key) ?? { column: null, down: false, first: 0 };
  surface.form.folds.set(key, state);
  const numeric = head.map((_, at) => body.length > 0 && body.every((cells) => cells[at]?.type === "raw_number"));
  const rowHead = block.row_header_column_index ?? 0;
  const box = el("figure", { class: "data-table" });

  function sortBy(column) {
    state.down = state.column === column ? !state.down : false;
    state.column = column;
    state.first = 0;
    draw();
    box.querySelectorAll("thead button")[column]?.focus();
  }

  function turn(pages) {
    state.first = Math.max(0, Math.min(state.first + pages * size, body.length - 1));
    draw();
    const [back, on] = box.querySelectorAll(".pager button");
    (pages < 0 ? (back.disabled ? on : back) : on.disabled ? back : on)?.focus();
  }

  function headCell(given, at) {
    const order = state.column !== at ? "none" : state.down ? "descending" : "ascending";
    return el(
      "th",
      { scope: "col", "aria-sort": order, class: numeric[at] ? "side-right" : null },
      el(
        "button",
        { type: "button", class: "sorter", on: { click: () => sortBy(at) } },
        cell(given),
        el("span", { class: "sort-sign", "aria-hidden": "true" }, SORT_SIGNS[order]),
      ),
    );
  }

  function draw() {
    const rows =
      state.column === null
        ? body
        : [...body].sort((one, other) => compare(one[state.column], other[state.column]) * (state.down ? -1 : 1));
    const shown = rows.slice(state.first, state.first + size);
    const line = (cells) =>
      el(
        "tr",
        {},
        cells.map((given, at) =>
          el(
            at === rowHead ? "th" : "td",
            { scope: at === rowHead ? "row" : null, class: numeric[at] ? "side-right" : null },
            cell(given),
          ),
        ),
      );
    box.replaceChildren(
      scroller(
        el(
          "table",
          { class: "block-table" },
          el("caption", {}, caption),
          el("thead", {}, el("tr", {}, head.map(headCell))),
          el("tbody", {}, shown.map(line)),
        ),
        caption || say("Table"),
      ),
      body.length > size ? pager() : "",
    );
  }

  function pager() {
    const last = Math.min(state.first + size, body.length);
    const flip = (name, pages, off) =>
      el(
        "button",
        {
          type: "button",
          class: `ghost flip-${pages < 0 ? "back" : "on"}`,
          "aria-label": name,
          disabled: off,
          on: { click: () => turn(pages) },
        },
        icon("right"),
      );
    return el(
      "figcaption",
      { class: "pager" },
      flip(say("Previous page"), -1, state.first === 0),
      el(
        "span",
        { "aria-live": "polite" },
        say("{first}–{last} of {total}", { first: state.first + 1, last, total: body.length }),
      ),
      flip(say("Next page"), 1, last >= body.length),
    );
  }

  draw();
  return box;
}

function compare(one, other) {
  if (one?.type === "raw_number" && other?.type === "raw_number") return one.value - other.value;
  return wordsOf(one).localeCompare(wordsOf(other), language(), { numeric: true });
}
