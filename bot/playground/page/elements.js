/** Block Kit's interactive elements. A `surface` says where they stand: {form, press(block, element, choice), submit?()}. */

import { avatar } from "./avatar.js";
import { chooser } from "./chooser.js";
import { el, safeLink } from "./dom.js";
import { choose, chosen } from "./forms.js";
import { icon } from "./icons.js";
import { plainWords, textObject } from "./mrkdwn.js";
import { complain } from "./notices.js";
import { ask, openMenu } from "./popup.js";
import { say } from "./words.js";
import { post } from "./wire.js";
import { titleOf, workspace } from "./workspace.js";

let count = 0;

/** One element as a control; `label` names it for those who cannot see what stands beside it. */
export function element(block, given, surface, { label = "", describedby = null, invalid = false } = {}) {
  const draw = DRAWN[given.type];
  if (!draw)
    return el("span", { class: "unknown-block" }, say("This cannot be shown here: {type}", { type: given.type }));
  return draw(block, given, surface, { label: label || words(given.placeholder), describedby, invalid });
}

function words(text) {
  return text ? plainWords(typeof text === "string" ? text : text.text) : "";
}

async function agreed(confirm) {
  if (!confirm) return true;
  return ask({
    title: words(confirm.title),
    text: textObject(confirm.text),
    yes: words(confirm.confirm),
    no: words(confirm.deny),
    danger: confirm.style === "danger",
  });
}

/** Tells the app of a press, after the element's own question was answered with yes; true when it was told. */
async function press(block, given, surface, choice) {
  if (!(await agreed(choice.selected_option?.confirm ?? given.confirm))) return false;
  await surface.press(block, given, choice);
  return true;
}

/** Keeps a choice; in an input block the app hears of it only when it asked to. */
async function decide(block, given, surface, value) {
  const choice = choose(surface.form, block, given, value);
  if (block.type !== "input" || block.dispatch_action) await press(block, given, surface, choice);
}

function marks(given) {
  return { actionId: given.action_id };
}

function button(block, given, surface) {
  const name = words(given.text);
  const look = `button${given.style === "primary" ? " primary" : given.style === "danger" ? " danger" : ""}`;
  const traits = {
    class: look,
    "aria-label": given.accessibility_label ?? null,
    dataset: { ...marks(given), value: given.value },
  };
  if (given.url && /^https?:/i.test(given.url) && safeLink(given.url)) {
    return el(
      "a",
      {
        ...traits,
        href: given.url,
        target: "_blank",
        rel: "noopener noreferrer",
        on: { click: () => press(block, given, surface, {}) },
      },
      name,
    );
  }
  const act = async (event) => {
    const own = event.currentTarget;
    if (own.getAttribute("aria-busy") === "true") return;
    own.setAttribute("aria-busy", "true");
    try {
      await press(block, given, surface, {});
    } finally {
      own.removeAttribute("aria-busy");
    }
  };
  return el("button", { ...traits, type: "button", on: { click: act } }, name);
}

function optionsOf(given) {
  const entry = (option, group) => ({
    key: option.value,
    name: words(option.text),
    note: words(option.description),
    group,
    option,
  });
  if (given.option_groups)
    return given.option_groups.flatMap((group) => group.options.map((option) => entry(option, words(group.label))));
  return (given.options ?? []).map((option) => entry(option, null));
}

function peopleOptions() {
  return workspace.users.map((user) => ({
    key: user.id,
    name: user.real_name || user.name,
    note: user.title,
    more: user.name,
    face: avatar(user.id, "s"),
  }));
}

function conversationOptions(given) {
  const kinds = given.filter?.include;
  return workspace.channels
    .filter(
      (channel) =>
        !channel.is_archived &&
        (!kinds || kinds.includes(channel.kind === "im" ? "im" : channel.is_private ? "private" : "public")),
    )
    .map((channel) => ({ key: channel.id, name: channel.kind === "im" ? titleOf(channel) : `#${channel.name}` }));
}

/** A select menu over `options`; `keep` turns chosen keys into the value Slack would report. */
function select(options, multi, keysOf, keep) {
  return (block, given, surface, { label, describedby, invalid }) => {
    const shown = options(given);
    const value = chosen(surface.form, block, given);
    return chooser({
      label,
      describedby,
      invalid,
      multi,
      options: shown,
      picked: keysOf(value),
      most: given.max_selected_items ?? Infinity,
      placeholder: words(given.placeholder) || say("Choose"),
      dataset: marks(given),
      clearable: block.type === "input" && block.optional === true,
      change: (keys) => decide(block, given, surface, keep(keys, shown)),
    });
  };
}

const one = (value) => (value ? [value] : []);
const bare = ({ text, value, description }) => ({ text, value, ...(description ? { description } : {}) });
const optionFor = (keys, shown) => keys.map((key) => bare(shown.find((entry) => entry.key === key).option));
const oneOption = [(value) => (value ? [value.value] : []), (keys, shown) => optionFor(keys, shown)[0] ?? null];
const manyOptions = [(value) => value.map((option) => option.value), optionFor];
const oneKey = [one, (keys) => keys[0] ?? null];
const manyKeys = [(value) => value, (keys) => keys];

function overflow(block, given, surface, { label }) {
  const act = (event) => {
    const entries = given.options.map((option) => ({
      name: words(option.text),
      note: words(option.description),
      act: () => {
        if (option.url && /^https?:/i.test(option.url) && safeLink(option.url))
          window.open(safeLink(option.url), "_blank", "noopener");
        press(block, given, surface, { selected_option: bare(option) });
      },
    }));
    openMenu(event.currentTarget, entries);
  };
  return el(
    "button",
    {
      type: "button",
      class: "button square",
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      "aria-label": label || say("More actions"),
      dataset: marks(given),
      on: { click: act },
    },
    icon("more"),
  );
}

function ticks(kind) {
  const several = kind === "checkbox";
  return (block, given, surface, { label, describedby }) => {
    const name = `ticks-${++count}`;
    const has = () =>
      (several ? chosen(surface.form, block, given) : one(chosen(surface.form, block, given))).map(
        (option) => option.value,
      );
    const rows = given.options.map((option) => {
      const box = el("input", { type: kind, name, checked: has().includes(option.value), value: option.value });
      box.addEventListener("change", () => {
        const before = has();
        const after = several
          ? box.checked
            ? [...before, option.value]
            : before.filter((value) => value !== option.value)
          : [option.value];
        const options = given.options.filter((each) => after.includes(each.value)).map(bare);
        decide(block, given, surface, several ? options : (options[0] ?? null));
      });
      return el(
        "label",
        { class: "tick" },
        box,
        el(
          "span",
          {},
          textObject(option.text),
          option.description ? el("span", { class: "tick-note" }, textObject(option.description)) : null,
        ),
      );
    });
    return el(
      "div",
      {
        role: several ? "group" : "radiogroup",
        class: "ticks",
        "aria-label": label || say("Options"),
        "aria-describedby": describedby,
        dataset: marks(given),
      },
      rows,
    );
  };
}

function field(type, extra = () => ({})) {
  return (block, given, surface, { label, describedby, invalid }) => {
    const tag = given.multiline || type === "area" ? "textarea" : "input";
    const input = el(tag, {
      class: "field",
      type: tag === "input" ? type : null,
      rows: tag === "textarea" ? 4 : null,
      value: plainOf(chosen(surface.form, block, given)),
      placeholder: words(given.placeholder),
      minlength: given.min_length ?? null,
      autocomplete: "off",
      "aria-label": label,
      "aria-describedby": describedby,
      "aria-invalid": invalid ? "true" : null,
      "aria-required": block.type === "input" && !block.optional ? "true" : null,
      dataset: marks(given),
      ...extra(given),
    });
    if (given.focus_on_load) input.setAttribute("autofocus", "");
    const wanted = given.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
    input.addEventListener("input", () => {
      const choice = choose(surface.form, block, given, typedIn(given, input.value));
      if (block.dispatch_action && wanted.includes("on_character_entered")) press(block, given, surface, choice);
    });
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing || tag === "textarea") return;
      event.preventDefault();
      if (block.dispatch_action && wanted.includes("on_enter_pressed"))
        press(block, given, surface, choose(surface.form, block, given, typedIn(given, input.value)));
      else surface.submit?.();
    });
    return input;
  };
}

function plainOf(value) {
  if (value && typeof value === "object")
    return (
      value.elements
        ?.flatMap((part) => part.elements ?? [])
        .map((piece) => piece.text ?? "")
        .join("") ?? ""
    );
  return value ?? "";
}

function typedIn(given, text) {
  if (given.type !== "rich_text_input") return text || null;
  return text
    ? { type: "rich_text", elements: [{ type: "rich_text_section", elements: [{ type: "text", text }] }] }
    : null;
}

/** The browser's own date and time fields: everybody can type into them, and they speak the reader's language. */
function moment(type, read = (value) => value ?? "", keep = (text) => text || null) {
  return (block, given, surface, { label, describedby, invalid }) => {
    const input = el("input", {
      class: "field moment",
      type,
      value: read(chosen(surface.form, block, given)),
      "aria-label": label,
      "aria-describedby": describedby,
      "aria-invalid": invalid ? "true" : null,
      dataset: marks(given),
    });
    input.addEventListener("change", () => decide(block, given, surface, keep(input.value)));
    return input;
  };
}

const pad = (number) => String(number).padStart(2, "0");

function localMoment(seconds) {
  if (!seconds) return "";
  const at = new Date(seconds * 1000);
  return `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}T${pad(at.getHours())}:${pad(at.getMinutes())}`;
}

function files(block, given, surface, { label, describedby }) {
  const names = el("ul", { class: "file-names" });
  const show = () =>
    names.replaceChildren(...chosen(surface.form, block, given).map((file) => el("li", {}, icon("file"), file.name)));
  const input = el("input", {
    type: "file",
    class: "field",
    multiple: (given.max_files ?? 10) > 1,
    accept: given.filetypes?.map((kind) => `.${kind}`).join(",") ?? null,
    "aria-label": label,
    "aria-describedby": describedby,
    dataset: marks(given),
  });
  input.addEventListener("change", async () => {
    const kept = [];
    for (const file of [...input.files].slice(0, given.max_files ?? 10)) {
      const form = new FormData();
      form.append("user", workspace.me);
      form.append("file", file);
      const answer = await post("upload", form);
      if (!answer.ok) return complain(answer);
      kept.push(typeof answer.file === "string" ? { id: answer.file, name: file.name } : answer.file);
    }
    choose(surface.form, block, given, kept);
    show();
  });
  show();
  return el("div", {}, input, names);
}

const DRAWN = {
  button,
  workflow_button: button,
  overflow,
  static_select: select(optionsOf, false, ...oneOption),
  external_select: select(optionsOf, false, ...oneOption),
  multi_static_select: select(optionsOf, true, ...manyOptions),
  multi_external_select: select(optionsOf, true, ...manyOptions),
  users_select: select(peopleOptions, false, ...oneKey),
  multi_users_select: select(peopleOptions, true, ...manyKeys),
  conversations_select: select(conversationOptions, false, ...oneKey),
  multi_conversations_select: select(conversationOptions, true, ...manyKeys),
  channels_select: select(() => conversationOptions({ filter: { include: ["public"] } }), false, ...oneKey),
  multi_channels_select: select(() => conversationOptions({ filter: { include: ["public"] } }), true, ...manyKeys),
  checkboxes: ticks("checkbox"),
  radio_buttons: ticks("radio"),
  plain_text_input: field("text"),
  rich_text_input: field("area"),
  email_text_input: field("email"),
  url_text_input: field("url"),
  number_input: field("text", (given) => ({ inputmode: given.is_decimal_allowed ? "decimal" : "numeric" })),
  datepicker: moment("date"),
  timepicker: moment("time"),
  datetimepicker: moment("datetime-local", localMoment, (text) => (text ? Math.floor(Date.parse(text) / 1000) : null)),
  file_input: files,
  image: (block, given) => el("img", { class: "thumb", src: given.image_url, alt: given.alt_text ?? "" }),
};
