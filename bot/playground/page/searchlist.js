/** A field above a list: type to narrow, arrows to point, Enter to take. For the person picker and the quick switcher. */

import { listbox } from "./chooser.js";
import { el } from "./dom.js";

let count = 0;

/** `optionsFor(typed)` gives the options to show, best first; `take(option)` hears the choice. */
export function searchList({ label, placeholder, optionsFor, picked = [], take, testid = null }) {
  const id = `search-${++count}`;
  const state = { at: 0, shown: [] };
  const field = el("input", {
    class: "field",
    type: "text",
    role: "combobox",
    autocomplete: "off",
    spellcheck: "false",
    placeholder,
    "aria-label": label,
    "aria-expanded": "true",
    "aria-controls": id,
    "aria-autocomplete": "list",
    dataset: { testid },
  });
  const shelf = el("div", { class: "search-results" });

  function show() {
    state.shown = optionsFor(field.value.trim().toLowerCase());
    state.at = field.value
      ? 0
      : Math.max(
          0,
          state.shown.findIndex((option) => picked.includes(option.key)),
        );
    shelf.replaceChildren(listbox({ id, label, shown: state.shown, picked, pick: take }));
    point();
  }

  function point() {
    shelf.querySelectorAll("[role=option]").forEach((node, at) => {
      node.classList.toggle("pointed", at === state.at);
      if (at !== state.at) return;
      field.setAttribute("aria-activedescendant", node.id);
      node.scrollIntoView({ block: "nearest" });
    });
  }

  field.addEventListener("input", show);
  field.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && state.shown.length) {
      event.preventDefault();
      state.at = (state.at + step + state.shown.length) % state.shown.length;
      point();
    } else if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      if (state.shown[state.at]) take(state.shown[state.at]);
    }
  });
  show();
  return { node: el("div", { class: "search-list" }, field, shelf), field, point };
}
