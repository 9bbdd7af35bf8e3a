/** Modals: the top of the acting person's stack of views. What is typed in a view stays while it is on the stack. */

import { avatar } from "./avatar.js";
import { blockItems, identified } from "./blocks.js";
import { act, pressOn } from "./deeds.js";
import { el, fill } from "./dom.js";
import { forgetForm, formOf, valuesOf } from "./forms.js";
import { icon } from "./icons.js";
import { plainWords } from "./mrkdwn.js";
import { say } from "./words.js";
import { workspace } from "./workspace.js";

/** Makes ready for modals; returns what redraws them. */
export function modals() {
  const known = new Set();
  const own = {}; // what the page itself found wrong, by view
  let box = null;

  function close() {
    box?.remove();
    box = null;
  }

  function open(view) {
    const body = el("div", { class: "modal-body" });
    const form = el("form", {
      class: "modal-form",
      novalidate: true,
      on: { submit: (event) => (event.preventDefault(), submit()) },
    });
    form.append(el("div", { class: "modal-top" }), body, el("div", { class: "dialog-foot" }));
    box = el(
      "dialog",
      {
        class: "dialog modal",
        dataset: { testid: "modal" },
        on: { cancel: (event) => (event.preventDefault(), dismiss()) },
      },
      form,
    );
    box.dataset.view = view.id;
    document.body.append(box);
    box.showModal();
  }

  const top = () => workspace.views.at(-1);
  const dismiss = () => act("close", { view_id: top().id });

  async function submit() {
    const view = top();
    if (!view?.submit || box.getAttribute("aria-busy") === "true") return;
    const blocks = identified(view.blocks);
    const values = valuesOf(formOf(`view:${view.id}`), blocks);
    own[view.id] = missing(blocks, values);
    if (Object.keys(own[view.id]).length) return draw(true);
    box.setAttribute("aria-busy", "true");
    await act("submit", { view_id: view.id, values });
    box?.removeAttribute("aria-busy");
  }

  function draw(focusError = false) {
    const live = new Set(workspace.views.map((view) => view.id));
    for (const id of known) if (!live.has(id)) (forgetForm(`view:${id}`), known.delete(id), delete own[id]);
    const view = top();
    if (!view) return close();
    known.add(view.id);
    if (!box || box.dataset.view !== view.id) (close(), open(view));
    const errors = { ...own[view.id], ...view.errors };
    const told = JSON.stringify(errors);
    const fresh = box.dataset.errors !== told && told !== "{}";
    box.dataset.errors = told;
    const blocks = identified(view.blocks);
    const form = formOf(`view:${view.id}`);
    const surface = {
      kind: "modal",
      form,
      errors,
      submit,
      press: (block, element, choice) => pressOn({ view_id: view.id }, form, blocks, block, element, choice),
    };
    const title = plainWords(view.title?.text ?? "");
    box.setAttribute("aria-label", title);
    fill(box.querySelector(".modal-top"), [head(view, title, dismiss)]);
    fill(box.querySelector(".modal-body"), blockItems(blocks, surface));
    fill(box.querySelector(".dialog-foot"), [foot(view, dismiss)]);
    if (fresh || focusError) box.querySelector(".wrong :is(input, textarea)")?.focus();
    if (!box.dataset.begun) {
      box.dataset.begun = "yes";
      (
        box.querySelector("[autofocus]") ??
        box.querySelector(".modal-body :is(input, textarea)") ??
        box.querySelector(".modal-body :is(button, a)") ??
        box.querySelector("button")
      )?.focus();
    }
  }

  return draw;
}

/** What an input block needs and does not have, as Slack checks before it asks the app. */
function missing(blocks, values) {
  const wrong = {};
  for (const block of blocks) {
    if (block.type !== "input") continue;
    const { type, ...held } = values[block.block_id]?.[block.element.action_id] ?? {};
    const value = Object.values(held)[0];
    const empty = value === null || value === undefined || (Array.isArray(value) && !value.length);
    if (empty && !block.optional) wrong[block.block_id] = say("Please fill this in.");
    else if (!empty && type === "number_input") Object.assign(wrong, numberTrouble(block, value));
    else if (!empty && type === "email_text_input" && !/^\S+@\S+\.\S+$/.test(value))
      wrong[block.block_id] = say("This is not an e-mail address.");
    else if (!empty && type === "url_text_input" && !/^https?:\/\/\S+$/i.test(value))
      wrong[block.block_id] = say("This is not a web address.");
    else if (!empty && block.element.min_length && value.length < block.element.min_length)
      wrong[block.block_id] = say("At least {n} characters are needed.", { n: block.element.min_length });
  }
  return wrong;
}

function numberTrouble(block, value) {
  const { min_value: least, max_value: most, is_decimal_allowed: decimal } = block.element;
  const number = Number(value);
  const id = block.block_id;
  if (!Number.isFinite(number)) return { [id]: say("This is not a number.") };
  if (!decimal && !Number.isInteger(number)) return { [id]: say("This must be a whole number.") };
  if (least !== undefined && number < Number(least)) return { [id]: say("This must be at least {n}.", { n: least }) };
  if (most !== undefined && number > Number(most)) return { [id]: say("This must be at most {n}.", { n: most }) };
  return {};
}

function head(view, title, dismiss) {
  const depth = workspace.views.length;
  const make = () => [
    depth > 1
      ? el(
          "button",
          { type: "button", class: "ghost big back", "aria-label": say("Back"), on: { click: dismiss } },
          icon("right"),
        )
      : avatar(workspace.bot.user, "m"),
    el("h2", { class: "dialog-title" }, title),
    el(
      "button",
      {
        type: "button",
        class: "ghost big",
        "aria-label": say("Close"),
        dataset: { testid: "modal-x" },
        on: { click: dismiss },
      },
      icon("close"),
    ),
  ];
  return { key: "head", mark: JSON.stringify([title, depth]), make: () => el("div", { class: "dialog-top" }, make()) };
}

function foot(view, dismiss) {
  const make = () =>
    el(
      "div",
      { class: "foot-buttons" },
      el(
        "button",
        { type: "button", class: "button", dataset: { testid: "modal-close" }, on: { click: dismiss } },
        view.close ? plainWords(view.close.text) : view.submit ? say("Cancel") : say("Close"),
      ),
      view.submit
        ? el("button", { class: "button primary", dataset: { testid: "modal-submit" } }, plainWords(view.submit.text))
        : null,
    );
  return { key: "foot", mark: JSON.stringify([view.close, view.submit]), make };
}
