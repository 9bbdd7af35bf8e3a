/** The emoji picker: type to search, arrows to walk, Enter to take. */

import { el } from "./dom.js";
import { emojiLike, emojiNames, FAVOURITES, glyphOf } from "./emoji.js";
import { closePopup, isPopupOf, openPopup } from "./popup.js";
import { say } from "./words.js";

const COLUMNS = 9;

/** Opens the picker beside a button; `take(name)` hears the choice, and the picker closes. */
export function pickEmoji(anchor, take) {
  if (isPopupOf(anchor)) return closePopup();
  const grid = el("div", { class: "emoji-grid", role: "group", "aria-label": say("Emoji") });
  const field = el("input", {
    class: "field",
    type: "search",
    placeholder: say("Search emoji"),
    "aria-label": say("Search emoji"),
    autocomplete: "off",
  });
  const cell = (name) =>
    el(
      "button",
      {
        type: "button",
        class: "emoji-cell",
        "aria-label": name.replace(/_/g, " "),
        title: `:${name}:`,
        dataset: { emoji: name },
        on: { click: () => (closePopup(), take(name)) },
      },
      glyphOf(name),
    );
  const show = () =>
    grid.replaceChildren(
      ...(field.value ? emojiLike(field.value, 54) : [...new Set([...FAVOURITES, ...emojiNames()])]).map(cell),
    );
  field.addEventListener("input", show);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") (event.preventDefault(), grid.firstChild?.click());
    if (event.key === "ArrowDown") (event.preventDefault(), grid.firstChild?.focus());
  });
  grid.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: COLUMNS, ArrowUp: -COLUMNS }[event.key];
    if (!step) return;
    event.preventDefault();
    const cells = [...grid.children];
    const next = cells.indexOf(document.activeElement) + step;
    (next < 0 ? field : (cells[next] ?? cells.at(-1))).focus();
  });
  show();
  openPopup(anchor, el("div", { class: "emoji-picker", dataset: { testid: "emoji-picker" } }, field, grid), {
    align: "right",
  });
  field.focus();
}
