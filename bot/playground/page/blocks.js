/** Block Kit's blocks as elements. What a person chooses in them is kept in the surface's form. */

import { chart } from "./charts.js";
import { el } from "./dom.js";
import { element } from "./elements.js";
import { icon } from "./icons.js";
import { plainWords, textObject } from "./mrkdwn.js";
import { markdown, richText } from "./richtext.js";
import { dataTable, table } from "./tables.js";
import { say } from "./words.js";

/** Blocks as keyed items for `fill`, so that an unchanged block keeps its half-typed text. */
export function blockItems(blocks, surface) {
  return identified(blocks).map((block, at) => ({
    key: `${block.block_id}:${at}`,
    mark: JSON.stringify([block, surface.errors?.[block.block_id] ?? null]),
    make: () => oneBlock(block, surface),
  }));
}

/** Blocks as elements, drawn once. */
export function drawBlocks(blocks, surface) {
  return identified(blocks).map((block) => oneBlock(block, surface));
}

/** The blocks with the ids that a server leaves to us: Slack gives every block one, and so must we to tell them apart. */
export function identified(blocks) {
  return (blocks ?? [])
    .filter(Boolean)
    .map((block, at) => (block.block_id ? block : { ...block, block_id: `block-${at}` }));
}

function oneBlock(block, surface) {
  const draw = DRAWN[block.type];
  const node = draw
    ? draw(block, surface)
    : el("div", { class: "unknown-block" }, say("This cannot be shown here: {type}", { type: block.type }));
  node.classList.add("block", `block-${block.type}`);
  node.dataset.blockId = block.block_id;
  return node;
}

function section(block, surface) {
  const label = block.text ? plainWords(block.text.text).slice(0, 80) : "";
  return el(
    "div",
    {},
    el(
      "div",
      { class: "section-main" },
      block.text ? el("div", { class: "section-text" }, textObject(block.text)) : null,
      block.fields?.length
        ? el(
            "div",
            { class: "section-fields" },
            block.fields.map((field) => el("div", { class: "section-field" }, textObject(field))),
          )
        : null,
    ),
    block.accessory ? el("div", { class: "section-side" }, element(block, block.accessory, surface, { label })) : null,
  );
}

function context(block) {
  return el(
    "div",
    {},
    block.elements.map((piece) =>
      piece.type === "image"
        ? el("img", { class: "context-image", src: piece.image_url, alt: piece.alt_text ?? "" })
        : el("span", { class: "context-text" }, textObject(piece)),
    ),
  );
}

function image(block) {
  const address = block.image_url ?? block.slack_file?.url;
  return el(
    "figure",
    {},
    block.title ? el("figcaption", { class: "image-title" }, textObject(block.title)) : null,
    el("img", { class: "picture", src: address, alt: block.alt_text ?? "" }),
  );
}

let count = 0;

function input(block, surface) {
  const id = `input-${++count}`;
  const error = surface.errors?.[block.block_id];
  const label = plainWords(block.label?.text ?? "");
  const told = [block.hint ? `${id}-hint` : null, error ? `${id}-error` : null].filter(Boolean).join(" ") || null;
  const control = element(block, block.element, surface, { label, describedby: told, invalid: Boolean(error) });
  return el(
    "div",
    { class: error ? "wrong" : "" },
    el(
      "div",
      { class: "label", "aria-hidden": "true" },
      textObject(block.label),
      block.optional ? el("span", { class: "optional" }, ` ${say("(optional)")}`) : null,
    ),
    control,
    error ? el("div", { class: "error", id: `${id}-error`, role: "alert" }, error) : null,
    block.hint ? el("div", { class: "hint", id: `${id}-hint` }, textObject(block.hint)) : null,
  );
}

function container(block, surface) {
  const key = `container:${block.block_id}`;
  const title = block.rich_text_title ? richText(block.rich_text_title) : textObject(block.title);
  const head = [
    block.icon
      ? el("img", { class: "container-icon", src: block.icon.image_url, alt: block.icon.alt_text ?? "" })
      : null,
    el("span", { class: "container-title" }, title),
    block.subtitle ? el("span", { class: "container-note" }, textObject(block.subtitle)) : null,
  ];
  const look = `container width-${block.width ?? "standard"}${block.has_header_divider ? " divided" : ""}`;
  const inner = el(
    "div",
    { class: "container-inner" },
    drawBlocks(
      (block.child_blocks ?? [])
        .filter(Boolean)
        .map((child, at) => (child.block_id ? child : { ...child, block_id: `${block.block_id}-${at}` })),
      surface,
    ),
  );
  if (!block.is_collapsible) return el("div", { class: look }, el("div", { class: "container-head" }, head), inner);
  const isOpen = surface.form.folds.get(key) ?? !block.default_collapsed;
  return el(
    "details",
    { class: look, open: isOpen, on: { toggle: (event) => surface.form.folds.set(key, event.currentTarget.open) } },
    el("summary", { class: "container-head" }, icon("right"), head),
    inner,
  );
}

const DRAWN = {
  section,
  context,
  image,
  input,
  container,
  header: (block) => el("h3", {}, textObject(block.text)),
  divider: () => el("hr"),
  actions: (block, surface) =>
    el(
      "div",
      {},
      block.elements.map((given) => element(block, given, surface)),
    ),
  rich_text: (block) => el("div", {}, richText(block)),
  markdown: (block) => markdown(block.text ?? ""),
  table: (block) => el("div", {}, table(block)),
  data_table: (block, surface) => el("div", {}, dataTable(block, surface)),
  data_visualization: (block) => el("div", {}, chart(block)),
  alert: (block) => el("div", { class: `level-${block.level ?? "default"}`, role: "note" }, textObject(block.text)),
};
