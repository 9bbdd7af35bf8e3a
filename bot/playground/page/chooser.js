/** A list to choose from by typing or arrows: single or several, for every select menu of Block Kit and for the page. */

import { el } from "./dom.js";
import { icon } from "./icons.js";
import { closePopup, isPopupOf, openPopup } from "./popup.js";
import { say } from "./words.js";

let count = 0;

/**
 * A combobox. `options`: [{key, name, note, tag, group, face}]; `picked`: keys; `change(keys)` is told of every choice.
 * With `multi`, chosen options stand before the field as tokens that can be taken off.
 */
export function chooser({
  label,
  options,
  picked = [],
  multi = false,
  most = Infinity,
  placeholder = "",
  change,
  dataset = {},
  describedby = null,
  invalid = false,
  clearable = false,
}) {
  const state = { picked: [...picked], at: -1, shown: [] };
  const id = `chooser-${++count}`;
  const field = el("input", {
    class: "chooser-field",
    type: "text",
    role: "combobox",
    autocomplete: "off",
    spellcheck: "false",
    placeholder,
    "aria-label": label,
    "aria-expanded": "false",
    "aria-autocomplete": "list",
    "aria-controls": id,
    "aria-describedby": describedby,
    "aria-invalid": invalid ? "true" : null,
    dataset,
  });
  const tokens = el("span", { class: "tokens" });
  const clear = el(
    "button",
    {
      type: "button",
      class: "ghost chooser-clear",
      "aria-label": say("Clear"),
      on: { click: () => (set([]), field.focus()) },
    },
    icon("close"),
  );
  const box = el(
    "span",
    { class: multi ? "chooser multi" : "chooser" },
    tokens,
    field,
    clearable && !multi ? clear : null,
    icon("down"),
  );
  const optionOf = (key) => options.find((option) => option.key === key);

  function show() {
    clear.hidden = !state.picked.length;
    if (!multi) field.value = state.picked.length ? (optionOf(state.picked[0])?.name ?? state.picked[0]) : "";
    else {
      tokens.replaceChildren(
        ...state.picked.map((key) => {
          const name = optionOf(key)?.name ?? key;
          const off = () => set(state.picked.filter((each) => each !== key));
          return el(
            "span",
            { class: "token" },
            name,
            el(
              "button",
              { type: "button", class: "ghost", "aria-label": say("Remove {name}", { name }), on: { click: off } },
              icon("close"),
            ),
          );
        }),
      );
      field.placeholder = state.picked.length ? "" : placeholder;
    }
  }

  function set(keys) {
    state.picked = keys;
    show();
    change(keys);
  }

  function pick(option) {
    if (!multi) {
      closePopup();
      set([option.key]);
      field.select();
      return;
    }
    const has = state.picked.includes(option.key);
    if (!has && state.picked.length >= most) return;
    field.value = "";
    set(has ? state.picked.filter((key) => key !== option.key) : [...state.picked, option.key]);
    list();
  }

  function list(typed = "") {
    const wanted = typed.trim().toLowerCase();
    state.shown = options.filter(
      (option) => !wanted || `${option.name} ${option.note ?? ""} ${option.more ?? ""}`.toLowerCase().includes(wanted),
    );
    state.at = Math.max(
      0,
      state.shown.findIndex((option) => state.picked.includes(option.key)),
    );
    const menu = listbox({ id, label, shown: state.shown, picked: state.picked, multi, pick });
    const popup = openPopup(box, menu, {
      keepFocus: true,
      closed: () => (
        field.setAttribute("aria-expanded", "false"),
        field.removeAttribute("aria-activedescendant"),
        multi || show()
      ),
    });
    popup.style.minWidth = `${box.getBoundingClientRect().width}px`;
    field.setAttribute("aria-expanded", "true");
    point();
  }

  function point() {
    document.querySelectorAll(`#${id} [role=option]`).forEach((node, at) => {
      node.classList.toggle("pointed", at === state.at);
      if (at !== state.at) return;
      field.setAttribute("aria-activedescendant", node.id);
      node.scrollIntoView({ block: "nearest" });
    });
  }

  field.addEventListener("input", () => list(field.value));
  field.addEventListener("click", () => (isPopupOf(box) ? null : (multi || field.select(), list())));
  field.addEventListener("blur", () =>
    setTimeout(() => isPopupOf(box) && !box.contains(document.activeElement) && closePopup({ giveBack: false }), 150),
  );
  field.addEventListener("keydown", (event) => {
    const opened = isPopupOf(box);
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!opened) return list();
      state.at =
        (state.at + (event.key === "ArrowDown" ? 1 : -1) + state.shown.length) % Math.max(1, state.shown.length);
      point();
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (opened && state.shown[state.at]) pick(state.shown[state.at]);
      else list();
    } else if (event.key === "Backspace" && multi && !field.value && state.picked.length)
      set(state.picked.slice(0, -1));
    else if (event.key === "Tab" && opened) closePopup({ giveBack: false });
  });
  show();
  return box;
}

/** The open list itself: options under their groups' names. */
export function listbox({ id, label, shown, picked, multi = false, pick }) {
  const menu = el("div", {
    role: "listbox",
    id,
    class: "listbox",
    "aria-label": label,
    "aria-multiselectable": multi ? "true" : null,
  });
  let group;
  shown.forEach((option, at) => {
    if (option.group && option.group !== group)
      menu.append(el("div", { class: "listbox-group", role: "presentation" }, option.group));
    group = option.group;
    menu.append(
      el(
        "div",
        {
          role: "option",
          id: `${id}-${at}`,
          class: "option",
          "aria-selected": String(picked.includes(option.key)),
          dataset: { option: option.key, ...option.dataset },
          on: { pointerdown: (event) => event.preventDefault(), click: () => pick(option) },
        },
        option.face ?? null,
        el("span", { class: "option-name" }, option.name),
        option.note ? el("span", { class: "option-note" }, option.note) : null,
        option.tag ? el("span", { class: "option-tag" }, option.tag) : null,
        picked.includes(option.key) ? icon("check") : null,
      ),
    );
  });
  if (!shown.length) menu.append(el("div", { class: "option-none" }, say("Nothing matches.")));
  return menu;
}
