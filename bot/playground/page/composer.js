/** The box one writes in: Enter sends, Shift+Enter starts a line; commands, completion, files. */

import { commandIn, completionFor } from "./completion.js";
import { act } from "./deeds.js";
import { el } from "./dom.js";
import { glyphOf } from "./emoji.js";
import { icon } from "./icons.js";
import { complain } from "./notices.js";
import { page } from "./page.js";
import { pickEmoji } from "./picker.js";
import { toWire } from "./typed.js";
import { say } from "./words.js";
import { post } from "./wire.js";
import { whisper, workspace } from "./workspace.js";

/**
 * A composer. `target()` says where its text goes: {channel, thread_ts, name, broadcast()}; `name` fills the placeholder.
 * Half-typed text belongs to person, place and thread, and waits there.
 */
export function composer({ testid, target, lastOwn }) {
  const state = { key: null, files: [], options: [], at: 0, start: 0 };
  const listId = `${testid}-completion`;
  const prefix = testid.replace(/composer$/, "");
  const field = el("textarea", {
    class: "composer-field",
    rows: 1,
    dataset: { testid },
    "aria-autocomplete": "list",
    "aria-controls": listId,
    spellcheck: "false",
  });
  const completion = el("div", {
    class: "completion",
    role: "listbox",
    id: listId,
    hidden: true,
    dataset: { testid: `${prefix}completion` },
  });
  const hint = el("div", { class: "usage", hidden: true, dataset: { testid: `${prefix}usage-hint` } });
  const chips = el("div", { class: "chips" });
  const picker = el("input", {
    type: "file",
    multiple: true,
    hidden: true,
    dataset: { testid: `${testid}-file` },
    on: { change: () => (attach(picker.files), (picker.value = "")) },
  });
  const sendButton = el(
    "button",
    { type: "button", class: "send", dataset: { testid: `${testid}-send` }, on: { click: () => send() } },
    icon("send"),
  );
  const tool = (drawing, words, press, more = {}) =>
    el("button", { type: "button", class: "tool", on: { click: press }, dataset: { words }, ...more }, icon(drawing));
  const tools = [
    tool("plus", "Attach a file", () => picker.click()),
    tool("smile", "Emoji", (event) => pickEmoji(event.currentTarget, (name) => type(glyphOf(name))), {
      "aria-expanded": "false",
    }),
    tool("at", "Mention somebody", () => type("@")),
    tool("slash", "Run a command", () => (field.value ? field.focus() : type("/"))),
  ];
  const box = el(
    "div",
    { class: "composer" },
    completion,
    hint,
    field,
    chips,
    picker,
    el("div", { class: "composer-tools" }, tools, el("span", { class: "stretch" }), sendButton),
  );

  function type(text) {
    const { selectionStart: from, selectionEnd: to } = field;
    field.setRangeText(text, from, to, "end");
    field.focus();
    changed();
  }

  function changed() {
    if (state.key) page.drafts.set(state.key, field.value);
    field.style.height = "auto";
    field.style.height = `${Math.min(field.scrollHeight, 260)}px`;
    sendButton.classList.toggle("ready", Boolean(field.value.trim() || state.files.length));
    const command = target().thread_ts ? null : commandIn(field.value);
    hint.hidden = !command?.usage_hint;
    if (command) hint.replaceChildren(el("b", {}, command.command), " ", command.usage_hint ?? "");
    suggest();
  }

  function suggest() {
    const found =
      document.activeElement === field && field.selectionStart === field.selectionEnd
        ? completionFor(field.value.slice(0, field.selectionStart))
        : null;
    state.options = found?.options ?? [];
    state.start = found?.start ?? 0;
    state.at = 0;
    completion.hidden = !found;
    if (found) completion.replaceChildren(...state.options.map(suggestion));
    else field.removeAttribute("aria-activedescendant");
    if (found) point();
  }

  function suggestion(option, at) {
    return el(
      "div",
      {
        role: "option",
        id: `${listId}-${at}`,
        class: "option",
        on: {
          pointerdown: (event) => event.preventDefault(),
          click: () => complete(option),
          pointermove: () => state.at !== at && ((state.at = at), point()),
        },
      },
      option.face,
      el("span", { class: "option-name" }, option.name),
      option.hint ? el("span", { class: "option-hint" }, option.hint) : null,
      option.note ? el("span", { class: "option-note" }, option.note) : null,
    );
  }

  function point() {
    [...completion.children].forEach((node, at) => {
      node.setAttribute("aria-selected", String(at === state.at));
      node.classList.toggle("pointed", at === state.at);
      if (at === state.at) node.scrollIntoView({ block: "nearest" });
    });
    field.setAttribute("aria-activedescendant", `${listId}-${state.at}`);
  }

  function complete(option) {
    field.setRangeText(option.insert, state.start, field.selectionStart, "end");
    field.focus();
    changed();
  }

  function attach(files) {
    state.files.push(...files);
    chips.replaceChildren(
      ...state.files.map((file) =>
        el(
          "span",
          { class: "chip" },
          icon("file"),
          file.name,
          el(
            "button",
            {
              type: "button",
              class: "ghost",
              "aria-label": say("Remove {name}", { name: file.name }),
              on: { click: () => ((state.files = state.files.filter((each) => each !== file)), attach([])) },
            },
            icon("close"),
          ),
        ),
      ),
    );
    changed();
    field.focus();
  }

  function clear() {
    field.value = "";
    state.files = [];
    chips.replaceChildren();
    changed();
  }

  async function send() {
    const text = field.value.trim();
    const { channel, thread_ts, broadcast } = target();
    const files = state.files;
    if (!text && !files.length) return;
    // A space before the slash makes it a message, as in Slack.
    const isCommand = field.value.startsWith("/") && !files.length;
    const typed = field.value;
    clear();
    if (isCommand) return command(text, channel, thread_ts);
    if (files.length) return share(files, text, channel, thread_ts);
    const answer = await act("say", {
      channel,
      text: toWire(text),
      ...(thread_ts ? { thread_ts, broadcast: Boolean(broadcast?.()) } : {}),
    });
    if (!answer.ok && !field.value) {
      field.value = typed;
      changed();
    } else if (answer.ok)
      box.dispatchEvent(new CustomEvent("sent", { bubbles: true, detail: { channel, thread_ts, text } }));
  }

  async function command(text, channel, thread_ts) {
    const name = text.split(/\s/)[0];
    const tell = (sentence) => (whisper(channel, sentence, thread_ts ?? null), page.redraw());
    if (!workspace.commands.some((each) => each.command === name))
      return tell(
        say("`{command}` is not a command here. To send it as a message, put a space before it.", { command: name }),
      );
    if (thread_ts) return tell(say("`{command}` is not supported in threads. Sorry!", { command: name }));
    box.dispatchEvent(new CustomEvent("sent", { bubbles: true, detail: { channel, command: text } }));
    const answer = await post("command", { user: workspace.me, channel, text: toWire(text) });
    if (answer.ok) return;
    if (answer.unreachable || !answer.error) return complain(answer);
    tell(
      /^\w+$/.test(answer.error)
        ? say("`{command}` failed with the error “{error}”", { command: name, error: answer.error })
        : answer.error,
    );
  }

  async function share(files, text, channel, thread_ts) {
    box.dispatchEvent(new CustomEvent("sent", { bubbles: true, detail: { channel, text } }));
    for (const [at, file] of files.entries()) {
      const form = new FormData();
      form.append("user", workspace.me);
      form.append("channel", channel);
      if (thread_ts) form.append("thread_ts", thread_ts);
      if (text && at === 0) form.append("text", toWire(text));
      form.append("file", file);
      const answer = await post("upload", form);
      if (!answer.ok) return complain(answer);
    }
  }

  field.addEventListener("input", changed);
  field.addEventListener("click", suggest);
  field.addEventListener("blur", () =>
    setTimeout(() => document.activeElement !== field && (completion.hidden = true), 120),
  );
  field.addEventListener(
    "paste",
    (event) => event.clipboardData?.files.length && (event.preventDefault(), attach(event.clipboardData.files)),
  );
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (!completion.hidden && completionKey(event)) return;
    if (event.key === "Enter" && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      send();
    } else if (event.key === "ArrowUp" && !field.value && lastOwn) {
      event.preventDefault();
      lastOwn();
    }
  });

  function completionKey(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      state.at = (state.at + step + state.options.length) % state.options.length;
      point();
    } else if (event.key === "Enter" || event.key === "Tab") {
      // A command already typed to its end is meant to be run.
      if (event.key === "Enter" && state.options[state.at].exact) return false;
      complete(state.options[state.at]);
    } else if (event.key === "Escape") {
      completion.hidden = true;
      event.stopPropagation();
    } else return false;
    event.preventDefault();
    return true;
  }

  /** Shows the draft of the place now open, and the labels of the language now spoken. */
  function draw() {
    const { channel, thread_ts, name } = target();
    const key = `${workspace.me}:${channel}:${thread_ts ?? ""}`;
    field.placeholder = name;
    field.setAttribute("aria-label", name);
    completion.setAttribute("aria-label", name);
    sendButton.setAttribute("aria-label", say("Send"));
    sendButton.title = say("Send");
    const labels = {
      "Attach a file": say("Attach a file"),
      Emoji: say("Emoji"),
      "Mention somebody": say("Mention somebody"),
      "Run a command": say("Run a command"),
    };
    for (const button of tools) {
      button.title = labels[button.dataset.words];
      button.setAttribute("aria-label", button.title);
    }
    if (key === state.key) return;
    state.key = key;
    state.files = [];
    chips.replaceChildren();
    field.value = page.drafts.get(key) ?? "";
    changed();
  }

  return { node: box, field, draw, attach, set: (text) => ((field.value = text), field.focus(), changed()) };
}

/** Lets files be dropped anywhere on a pane; `attach` gets them. */
export function dropZone(pane, attach) {
  let depth = 0;
  const mark = (on) => pane.classList.toggle("dropping", on);
  const isFiles = (event) => event.dataTransfer?.types.includes("Files");
  pane.addEventListener("dragenter", (event) => isFiles(event) && (event.preventDefault(), depth++, mark(true)));
  pane.addEventListener("dragover", (event) => isFiles(event) && event.preventDefault());
  pane.addEventListener("dragleave", (event) => isFiles(event) && --depth <= 0 && ((depth = 0), mark(false)));
  pane.addEventListener("drop", (event) => {
    if (!isFiles(event)) return;
    event.preventDefault();
    depth = 0;
    mark(false);
    attach(event.dataTransfer.files);
  });
}
