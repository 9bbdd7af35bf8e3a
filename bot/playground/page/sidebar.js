/** The left side: workspace, channels with their unread marks, direct messages, the app. */

import { avatar } from "./avatar.js";
import { act } from "./deeds.js";
import { el, fill, walk } from "./dom.js";
import { icon } from "./icons.js";
import { page } from "./page.js";
import { askText } from "./popup.js";
import { openSwitcher } from "./switcher.js";
import { language, say, sayMany } from "./words.js";
import { channelOf, titleOf, userOf, workspace } from "./workspace.js";

/** Builds the sidebar in its `<nav>`; returns what redraws it. */
export function sidebar(nav) {
  const list = el("div", { class: "sidebar-list" });
  const name = el("div", { class: "team" });
  nav.append(name, list);
  nav.addEventListener("keydown", (event) => walk(list, ".place, .section-button", event));

  return function draw() {
    nav.setAttribute("aria-label", say("Channels and people"));
    name.textContent = workspace.team.name ?? "";
    const items = [];
    const section = (title, key, add) =>
      items.push({ key: `title:${key}`, mark: language(), make: () => heading(title, add) });
    const channels = workspace.channels.filter(
      (channel) => channel.kind === "channel" && (!channel.is_archived || channel.id === page.place),
    );
    const byName = (one, other) => one.name.localeCompare(other.name, language());
    section(say("Channels"), "channels", { name: say("Create a channel"), press: createChannel });
    for (const channel of channels.filter((each) => each.is_member).sort(byName)) items.push(placeItem(channel));
    const others = channels.filter((each) => !each.is_member).sort(byName);
    if (others.length) section(say("Not joined"), "others");
    for (const channel of others) items.push(placeItem(channel));
    section(say("Direct messages"), "ims", {
      name: say("New message"),
      press: () => openSwitcher({ peopleOnly: true }),
    });
    const direct = workspace.channels.filter(
      (channel) => channel.kind === "im" && channel.im_user !== workspace.bot.user,
    );
    for (const channel of direct) items.push(placeItem(channel));
    section(say("Apps"), "apps");
    if (workspace.bot.user) items.push(appItem());
    fill(list, items);
    if (!list.querySelector('.place[tabindex="0"]'))
      list.querySelector(".place.open, .place")?.setAttribute("tabindex", "0");
  };
}

function heading(title, add) {
  const button = add
    ? el(
        "button",
        { type: "button", class: "section-button", "aria-label": add.name, title: add.name, on: { click: add.press } },
        icon("plus"),
      )
    : null;
  return el("div", { class: "sidebar-title" }, el("h2", {}, title), button);
}

function placeItem(channel) {
  const open = page.place === channel.id;
  const badge = channel.kind === "im" ? channel.unread : channel.mentions;
  return {
    key: channel.id,
    mark: JSON.stringify([channel, open, language(), titleOf(channel)]),
    make: () => place(channel, open, badge ?? 0),
  };
}

function place(channel, open, badge) {
  const unread = channel.unread > 0;
  const title = titleOf(channel);
  const label = [
    channel.kind === "im" ? title : `#${title}`,
    unread && sayMany(channel.unread, "{n} unread message", "{n} unread messages"),
    channel.mentions > 0 && sayMany(channel.mentions, "{n} mention", "{n} mentions"),
  ]
    .filter(Boolean)
    .join(", ");
  const look = [
    "place",
    open && "open",
    unread && "unread",
    !channel.is_member && channel.kind === "channel" && "outside",
    channel.is_archived && "outside",
  ]
    .filter(Boolean)
    .join(" ");
  return el(
    "a",
    {
      class: look,
      href: `#${channel.id}`,
      tabindex: "-1",
      "aria-current": open ? "page" : null,
      "aria-label": label,
      dataset: {
        testid: "channel-link",
        channelName: title,
        channelId: channel.id,
        unread: unread ? String(channel.unread) : null,
      },
      on: { click: (event) => (event.preventDefault(), page.open(channel.id)) },
    },
    channel.kind === "im" ? avatar(channel.im_user, "s") : icon(channel.is_private ? "lock" : "hash"),
    el("span", { class: "place-name" }, title),
    channel.kind === "im" && userOf(channel.im_user).id === workspace.me
      ? el("span", { class: "place-note" }, say("you"))
      : null,
    badge > 0 ? el("span", { class: "mention-badge", dataset: { testid: "mention-badge" } }, String(badge)) : null,
  );
}

function appItem() {
  const { bot } = workspace;
  const direct = workspace.channels.find((channel) => channel.kind === "im" && channel.im_user === bot.user);
  const open = page.place === "home" || (direct && page.place === direct.id);
  const unread = direct?.unread ?? 0;
  const press = (event) => {
    event.preventDefault();
    // An app without a Home is its conversation; asking for the Home lets it draw one for the next time.
    if (direct && (unread || !workspace.home)) (page.open(direct.id), act("open_home"));
    else page.open("home");
  };
  const make = () =>
    el(
      "a",
      {
        class: `place${open ? " open" : ""}${unread ? " unread" : ""}`,
        href: "#home",
        tabindex: "-1",
        "aria-current": open ? "page" : null,
        dataset: { testid: "app-link", channelName: bot.name, channelId: direct?.id },
        on: { click: press },
      },
      avatar(bot.user, "s"),
      el("span", { class: "place-name" }, bot.name),
      el("span", {
        class: bot.connected ? "presence on" : "presence",
        title: bot.connected ? say("Connected") : say("Not connected"),
      }),
      unread ? el("span", { class: "mention-badge", dataset: { testid: "mention-badge" } }, String(unread)) : null,
    );
  return { key: "app", mark: JSON.stringify([bot, open, unread, language(), userOf(bot.user)]), make };
}

async function createChannel() {
  const name = await askText({
    title: say("Create a channel"),
    label: say("Name"),
    yes: say("Create"),
    hint: say("for example, wuxi-plan"),
  });
  if (!name) return;
  const answer = await act("create_channel", { name: name.replace(/^#/, "") });
  const id = typeof answer.channel === "string" ? answer.channel : answer.channel?.id;
  if (answer.ok && id && channelOf(id)) page.open(id);
  else if (answer.ok && id) page.open(id, { soon: true });
}
