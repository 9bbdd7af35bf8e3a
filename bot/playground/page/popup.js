/** Small things that open over the page: menus, lists of choices, the emoji picker, questions that want a yes. */

import { el, walk } from "./dom.js";
import { say } from "./words.js";

let open = null;

/**
 * Opens `content` beside `anchor`, in the browser's top layer so that no pane cuts it off. Only one is open at a time; a
 * press outside, Esc, or `closePopup` shuts it and gives the focus back.
 */
export function openPopup(anchor, content, { align = "left", keepFocus = false, closed = () => {} } = {}) {
  closePopup();
  const box = el("div", { class: "popup", popover: "manual" }, content);
  (anchor.closest("dialog") ?? document.body).append(box);
  box.showPopover();
  place(anchor, box, align);
  open = { anchor, box, closed, back: keepFocus ? null : document.activeElement };
  expandedOf(anchor).setAttribute("aria-expanded", "true");
  return box;
}

export function closePopup({ giveBack = true } = {}) {
  if (!open) return;
  const { anchor, box, closed, back } = open;
  open = null;
  const inside = box.contains(document.activeElement);
  box.remove();
  expandedOf(anchor).setAttribute("aria-expanded", "false");
  if (giveBack && back && (inside || document.activeElement === document.body))
    (back.isConnected ? back : anchor).focus();
  closed();
}

/** What tells screen readers that something is open: the anchor itself, or the field within it. */
function expandedOf(anchor) {
  return anchor.querySelector("[aria-expanded]") ?? anchor;
}

export function isPopupOf(anchor) {
  return open?.anchor === anchor;
}

function place(anchor, box, align) {
  const spot = anchor.getBoundingClientRect();
  const size = box.getBoundingClientRect();
  const gap = 4;
  const below = spot.bottom + gap + size.height <= innerHeight - 8;
  const top = below ? spot.bottom + gap : Math.max(8, spot.top - gap - size.height);
  const wanted = align === "right" ? spot.right - size.width : spot.left;
  box.style.top = `${top}px`;
  box.style.left = `${Math.max(8, Math.min(wanted, innerWidth - size.width - 8))}px`;
}

document.addEventListener(
  "pointerdown",
  (event) => {
    if (open && !open.box.contains(event.target) && !open.anchor.contains(event.target))
      closePopup({ giveBack: false });
  },
  true,
);
document.addEventListener(
  "keydown",
  (event) => {
    if (!open || event.key !== "Escape") return;
    // The dialog or pane underneath stays: one Esc, one step back.
    event.preventDefault();
    event.stopPropagation();
    closePopup();
  },
  true,
);
addEventListener("resize", () => closePopup());

/** A menu of deeds: [{name, act, danger, note, testid}, or null for a line between groups]. */
export function openMenu(anchor, entries, { align = "right", label = say("More actions") } = {}) {
  if (isPopupOf(anchor)) return closePopup();
  const menu = el("div", { role: "menu", class: "menu", "aria-label": label });
  for (const entry of entries)
    menu.append(entry ? menuEntry(entry) : el("div", { role: "separator", class: "menu-line" }));
  menu.addEventListener("keydown", (event) => {
    if (walk(menu, "[role^=menuitem]", event)) event.stopPropagation();
    if (event.key === "Tab") closePopup();
  });
  openPopup(anchor, menu, { align });
  menu.querySelector("[role^=menuitem]")?.focus();
  return menu;
}

function menuEntry({ name, act, danger = false, note = null, testid = null, checked = null, stay = false }) {
  const press = (event) => {
    if (!stay) closePopup();
    act(event.currentTarget);
  };
  return el(
    "button",
    {
      type: "button",
      role: checked === null ? "menuitem" : "menuitemcheckbox",
      "aria-checked": checked,
      tabindex: "-1",
      class: danger ? "menu-entry danger" : "menu-entry",
      dataset: { testid },
      on: { click: press },
    },
    checked === null ? null : el("span", { class: checked ? "switch on" : "switch", "aria-hidden": "true" }),
    el("span", { class: "menu-name" }, name),
    note ? el("span", { class: "menu-note" }, note) : null,
  );
}

/** Asks before a deed that matters; resolves to true or false. `text` may be an element. */
export function ask({ title, text, yes, no = say("Cancel"), danger = false }) {
  return new Promise((settle) => {
    const finish = (answer) => {
      box.remove();
      settle(answer);
    };
    const box = el(
      "dialog",
      {
        class: "dialog small",
        "aria-label": title,
        dataset: { testid: "confirm" },
        on: { cancel: (event) => (event.preventDefault(), finish(false)) },
      },
      el("h2", { class: "dialog-title" }, title),
      el("div", { class: "dialog-body" }, text),
      el(
        "div",
        { class: "dialog-foot" },
        el(
          "button",
          { type: "button", class: "button", dataset: { testid: "confirm-no" }, on: { click: () => finish(false) } },
          no,
        ),
        el(
          "button",
          {
            type: "button",
            class: danger ? "button danger solid" : "button primary",
            dataset: { testid: "confirm-yes" },
            on: { click: () => finish(true) },
          },
          yes,
        ),
      ),
    );
    document.body.append(box);
    box.showModal();
    box.querySelector("[data-testid=confirm-yes]").focus();
  });
}

/** Asks for one line of text; resolves to it, or to null. */
export function askText({ title, label, yes, start = "", hint = "" }) {
  return new Promise((settle) => {
    const finish = (answer) => {
      box.remove();
      settle(answer);
    };
    const field = el("input", {
      class: "field",
      value: start,
      "aria-label": label,
      placeholder: hint,
      maxlength: 80,
      autocomplete: "off",
    });
    const form = el(
      "form",
      {
        method: "dialog",
        on: { submit: (event) => (event.preventDefault(), field.value.trim() && finish(field.value.trim())) },
      },
      el("h2", { class: "dialog-title" }, title),
      el("label", { class: "dialog-body stacked" }, el("span", { class: "label" }, label), field),
      el(
        "div",
        { class: "dialog-foot" },
        el("button", { type: "button", class: "button", on: { click: () => finish(null) } }, say("Cancel")),
        el("button", { class: "button primary" }, yes),
      ),
    );
    const box = el(
      "dialog",
      { class: "dialog small", "aria-label": title, on: { cancel: (event) => (event.preventDefault(), finish(null)) } },
      form,
    );
    document.body.append(box);
    box.showModal();
    field.focus();
  });
}
