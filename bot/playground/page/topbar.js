/** The top bar: where to jump, what time it is here, who I am, and what goes wrong today. */

import { avatar } from "./avatar.js";
import { act } from "./deeds.js";
import { el, fill } from "./dom.js";
import { icon } from "./icons.js";
import { announce, toast } from "./notices.js";
import { page } from "./page.js";
import { closePopup, isPopupOf, openMenu, openPopup } from "./popup.js";
import { searchList } from "./searchlist.js";
import { openSwitcher } from "./switcher.js";
import { clockDate, momentText, timeText } from "./time.js";
import { language, LANGUAGES, say } from "./words.js";
import { nameOf, now, userOf, workspace } from "./workspace.js";

const apple = /Mac|iP(hone|ad)/.test(navigator.platform);

/** Builds the top bar; returns what redraws it. */
export function topbar(bar) {
  const left = el("div", { class: "bar-left" });
  const middle = el("div", { class: "bar-clock", role: "group" });
  const right = el("div", { class: "bar-right" });
  bar.append(left, middle, right);
  setInterval(() => drawClock(middle), 1000);

  return function draw() {
    middle.setAttribute("aria-label", say("The workspace's clock"));
    fill(left, [menuButton(), jumpButton()]);
    drawClock(middle);
    fill(right, [personButton(), faultsButton(), languageButton()]);
  };
}

function menuButton() {
  const open = page.narrowSidebar;
  const press = () => {
    page.narrowSidebar = !page.narrowSidebar;
    page.redraw();
    if (page.narrowSidebar) document.querySelector("#sidebar .place[tabindex='0']")?.focus();
  };
  const unread = workspace.channels.some((channel) => channel.unread > 0 && channel.id !== page.place);
  const make = () =>
    el(
      "button",
      {
        type: "button",
        class: "bar-button only-narrow",
        "aria-label": say("Channels and people"),
        "aria-expanded": String(open),
        dataset: { testid: "sidebar-toggle" },
        on: { click: press },
      },
      icon("menu"),
      unread ? el("span", { class: "dot" }) : null,
    );
  return { key: "menu", mark: JSON.stringify([open, unread, language()]), make };
}

function jumpButton() {
  const make = () =>
    el(
      "button",
      {
        type: "button",
        class: "bar-search",
        dataset: { testid: "open-switcher" },
        title: say("Jump to…"),
        on: { click: () => openSwitcher() },
      },
      icon("search"),
      el("span", { class: "bar-search-words" }, say("Jump to…")),
      el("kbd", {}, apple ? "⌘K" : "Ctrl K"),
    );
  return { key: "jump", mark: language(), make };
}

function drawClock(box) {
  const time = now();
  const next = workspace.clock.next_reminder;
  const nextText = next ? momentText(Date.parse(next) / 1000) : null;
  const face = [clockDate(time), timeText(time)];
  fill(box, [
    {
      key: "face",
      mark: JSON.stringify([face, workspace.clock.timezone, language()]),
      make: () =>
        el(
          "div",
          {
            class: "clock",
            dataset: { testid: "clock", now: workspace.clock.now },
            title: `${say("Time in this workspace")} (${workspace.clock.timezone})`,
          },
          icon("clock"),
          el("span", { class: "clock-date" }, face[0]),
          el("span", { class: "clock-time" }, face[1]),
        ),
    },
    clockButton(
      "next-reminder",
      "next_reminder",
      say("Next reminder"),
      next ? nextText : null,
      next
        ? say("Skip to the next reminder: {when}", { when: nextText })
        : say("No reminder is due: nothing is open, or nobody has gone live."),
    ),
    clockButton("next-day", "next_day", say("Next day"), "", say("Skip to the next morning")),
  ]);
}

function clockButton(testid, to, name, when, why) {
  const off = when === null;
  const press = async (event) => {
    const button = event.currentTarget;
    if (off) return toast(why);
    if (button.getAttribute("aria-busy") === "true") return;
    button.setAttribute("aria-busy", "true");
    document.dispatchEvent(new CustomEvent("skipping"));
    const answer = await act("clock", { to });
    button.removeAttribute("aria-busy");
    if (answer.ok) document.dispatchEvent(new CustomEvent("skipped", { detail: to }));
    if (answer.ok) announce(say("It is now {when}.", { when: momentText(now()) }));
  };
  // It stays reachable when there is nothing next, so that the reason can be read by everybody.
  const make = () =>
    el(
      "button",
      {
        type: "button",
        class: "clock-button",
        "aria-disabled": off ? "true" : null,
        "aria-description": why,
        title: why,
        dataset: { testid },
        on: { click: press },
      },
      el("span", {}, name),
      when ? el("span", { class: "clock-when" }, when) : null,
    );
  return { key: testid, mark: JSON.stringify([name, when, why]), make };
}

function personButton() {
  const me = userOf(workspace.me);
  const make = () =>
    el(
      "button",
      {
        type: "button",
        class: "person",
        dataset: { testid: "acting-as", user: me.id },
        "aria-haspopup": "listbox",
        "aria-expanded": "false",
        "aria-label": [say("Acting as {name}", { name: nameOf(me.id) }), me.title].filter(Boolean).join(" "),
        title: say("Acting as {name}", { name: nameOf(me.id) }),
        on: { click: (event) => pickPerson(event.currentTarget) },
      },
      avatar(me.id, "m"),
      el(
        "span",
        { class: "person-words" },
        el("span", { class: "person-name" }, nameOf(me.id)),
        " ",
        me.title ? el("span", { class: "person-title" }, me.title) : null,
      ),
      icon("down"),
    );
  return { key: "person", mark: JSON.stringify([me, language()]), make };
}

const GROUP_ORDER = ["Leaders", "Office", "Unit heads", "Others"];

function peopleOptions(typed) {
  const groups = {
    Leaders: say("Leaders"),
    Office: say("Office"),
    "Unit heads": say("Unit heads"),
    Others: say("Others"),
  };
  const place = (user) => (GROUP_ORDER.includes(user.group) ? GROUP_ORDER.indexOf(user.group) : GROUP_ORDER.length);
  return workspace.users
    .filter(
      (user) =>
        !user.is_bot && `${user.real_name} ${user.name} ${user.title} ${user.group}`.toLowerCase().includes(typed),
    )
    .sort((one, other) => place(one) - place(other))
    .map((user) => ({
      key: user.id,
      name: user.real_name || user.name,
      note: [user.title, user.is_guest && say("guest"), user.is_stranger && say("other organisation")]
        .filter(Boolean)
        .join(" · "),
      tag: user.locale?.startsWith("zh") ? "中文" : "EN",
      group: groups[user.group] ?? user.group,
      face: avatar(user.id, "m"),
      dataset: { user: user.id },
    }));
}

function pickPerson(anchor) {
  if (isPopupOf(anchor)) return closePopup();
  const take = (option) => {
    closePopup();
    page.actAs(option.key);
  };
  const { node, field, point } = searchList({
    label: say("Act as"),
    placeholder: say("Act as…"),
    optionsFor: peopleOptions,
    picked: [workspace.me],
    take,
  });
  openPopup(anchor, el("div", { class: "person-picker" }, node), { align: "right" });
  field.focus();
  point();
}

function faultsButton() {
  const on = workspace.faults.filter((fault) => fault.on).length;
  const press = (event) => {
    const anchor = event.currentTarget;
    const entries = () =>
      workspace.faults.map((fault) => ({
        name: fault.label,
        checked: fault.on,
        stay: true,
        testid: `fault-${fault.name}`,
        act: (button) => flip(fault, button),
      }));
    const menu = openMenu(anchor, entries(), { label: say("Slack’s worst day") });
    menu?.prepend(
      el(
        "div",
        { class: "menu-title", role: "presentation" },
        say("Slack’s worst day"),
        el("small", {}, say("What may go wrong between the app and Slack, from now on.")),
      ),
    );
  };
  const make = () =>
    el(
      "button",
      {
        type: "button",
        class: on ? "bar-button alarmed" : "bar-button",
        dataset: { testid: "faults" },
        "aria-haspopup": "menu",
        "aria-expanded": "false",
        "aria-label": say("Slack’s worst day"),
        title: say("Slack’s worst day"),
        on: { click: press },
      },
      icon("storm"),
      on ? el("span", { class: "dot" }) : null,
    );
  return { key: "faults", mark: JSON.stringify([on, language()]), make };
}

async function flip(fault, button) {
  const on = button.getAttribute("aria-checked") !== "true";
  const answer = await act("fault", { name: fault.name, on });
  if (!answer.ok) return;
  button.setAttribute("aria-checked", String(on));
  button.querySelector(".switch").classList.toggle("on", on);
}

function languageButton() {
  const press = (event) =>
    openMenu(
      event.currentTarget,
      LANGUAGES.map(({ code, name }) => ({
        name,
        checked: code === language(),
        testid: `language-${code}`,
        act: () => page.setLanguage(code),
      })),
      { label: say("Language of this page") },
    );
  const make = () =>
    el(
      "button",
      {
        type: "button",
        class: "bar-button",
        dataset: { testid: "language" },
        "aria-haspopup": "menu",
        "aria-expanded": "false",
        "aria-label": say("Language of this page"),
        title: say("Language of this page"),
        on: { click: press },
      },
      icon("globe"),
    );
  return { key: "language", mark: language(), make };
}
