/** The middle pane: a channel's header, its lines, and the composer, or the app's Home. */

import { avatar } from "./avatar.js";
import { blockItems, identified } from "./blocks.js";
import { composer, dropZone } from "./composer.js";
import { lineItems, messageList } from "./conversation.js";
import { act, beginEdit, botChannel, isMine, openDirect, pressOn } from "./deeds.js";
import { el, fill } from "./dom.js";
import { formOf } from "./forms.js";
import { icon } from "./icons.js";
import { mrkdwn } from "./mrkdwn.js";
import { openMembers } from "./members.js";
import { page } from "./page.js";
import { ask, openMenu } from "./popup.js";
import { language, say, sayMany } from "./words.js";
import { channelOf, linesOf, nameOf, titleOf, userOf, workspace } from "./workspace.js";

/** Builds the middle pane; returns what redraws it and its composer. */
export function channelPane(main) {
  const head = el("header", { class: "pane-head" });
  const notice = el("div", { class: "notices" });
  const lines = messageList("");
  const home = el("div", { class: "home", dataset: { testid: "home" } });
  const lastOwn = () => {
    const mine = linesOf(page.place).filter(isMine).at(-1);
    if (mine) beginEdit(mine);
  };
  const box = composer({ testid: "composer", target, lastOwn });
  const foot = el("footer", { class: "pane-foot" });
  const bar = el("div", { class: "foot-bar" });
  foot.append(box.node, bar);
  main.append(head, notice, lines.node, home, foot);
  // Whoever says something, or lets the clock skip, wants to see what comes of it.
  box.node.addEventListener("sent", lines.follow);
  document.addEventListener("skipping", lines.follow);
  dropZone(main, (files) => !box.node.hidden && box.attach(files));

  function draw() {
    const isHome = page.place === "home";
    const channel = channelOf(page.place);
    lines.node.hidden = isHome;
    home.hidden = !isHome;
    foot.hidden = isHome || !channel;
    fill(
      head,
      isHome || (channel && channel.im_user === workspace.bot.user && channel.kind === "im")
        ? appHead(isHome)
        : channel
          ? channelHead(channel)
          : [],
    );
    fill(notice, notices());
    if (isHome) return drawHome(home);
    if (!channel) return;
    main.setAttribute("aria-label", channel.kind === "im" ? titleOf(channel) : `#${channel.name}`);
    lines.list.setAttribute("aria-label", say("Messages in {name}", { name: titleOf(channel) }));
    const shown = linesOf(channel.id);
    lines.draw(
      `${workspace.me}:${channel.id}`,
      [opening(channel), ...lineItems(shown, { newAfter: page.newLine })],
      shown.at(-1)?.ts,
    );
    const closed = channel.is_archived || (channel.kind === "channel" && !channel.is_member);
    box.node.hidden = closed;
    bar.hidden = !closed;
    if (closed) fill(bar, [closedBar(channel)]);
    else box.draw();
  }

  return { draw, box };
}

function target() {
  const channel = channelOf(page.place);
  if (!channel) return { channel: page.place, name: "" };
  return {
    channel: channel.id,
    name:
      channel.kind === "im"
        ? say("Message {name}", { name: titleOf(channel) })
        : say("Message #{name}", { name: channel.name }),
  };
}

function notices() {
  const shown = [];
  if (!page.connected)
    shown.push({
      key: "lost",
      mark: language(),
      make: () =>
        el("div", { class: "notice bad", role: "status" }, say("The playground does not answer. Trying again…")),
    });
  else if (workspace.bot.user && !workspace.bot.connected)
    shown.push({
      key: "bot",
      mark: `${language()} ${workspace.bot.name}`,
      make: () =>
        el(
          "div",
          { class: "notice", role: "status" },
          say("{name} is not connected: nobody answers commands and buttons now.", { name: workspace.bot.name }),
        ),
    });
  return shown;
}

/** What stands above the first message of a conversation. */
function opening(channel) {
  const mark = JSON.stringify([channel.name, channel.topic, language(), channel.im_user]);
  const make = () =>
    channel.kind === "im"
      ? el(
          "div",
          { class: "opening", role: "listitem" },
          avatar(channel.im_user, "xl"),
          el("h2", {}, titleOf(channel)),
          el("p", {}, userOf(channel.im_user).title || say("This conversation is between the two of you.")),
        )
      : el(
          "div",
          { class: "opening", role: "listitem" },
          el("h2", {}, `# ${channel.name}`),
          el("p", {}, say("This is the very beginning of this channel.")),
        );
  return { key: `opening:${channel.id}`, mark, make };
}

function channelHead(channel) {
  const title = el(
    "h1",
    {},
    channel.kind === "im" ? avatar(channel.im_user, "m") : icon(channel.is_private ? "lock" : "hash"),
    el("span", {}, titleOf(channel)),
  );
  const note = channel.kind === "im" ? userOf(channel.im_user).title : channel.topic;
  const members = channel.members ?? [];
  const make = () =>
    el(
      "div",
      { class: "head-row", dataset: { testid: "channel-header" } },
      title,
      note ? el("span", { class: "topic", title: note }, mrkdwn(note)) : el("span", { class: "topic" }),
      channel.kind === "im"
        ? null
        : [
            el(
              "button",
              {
                type: "button",
                class: "head-button",
                "aria-label": sayMany(members.length, "{n} member", "{n} members"),
                title: members.map(nameOf).join(", "),
                dataset: { testid: "members" },
                on: { click: () => openMembers(channel.id) },
              },
              icon("people"),
              el("span", {}, String(members.length)),
            ),
            el(
              "button",
              {
                type: "button",
                class: "head-button",
                "aria-label": say("Channel actions"),
                "aria-haspopup": "menu",
                "aria-expanded": "false",
                dataset: { testid: "channel-menu" },
                on: { click: (event) => openMenu(event.currentTarget, channelMenu(channel)) },
              },
              icon("more"),
            ),
          ],
    );
  return [
    {
      key: channel.id,
      mark: JSON.stringify([
        channel.name,
        note,
        members,
        channel.is_archived,
        channel.is_member,
        language(),
        titleOf(channel),
      ]),
      make,
    },
  ];
}

function channelMenu(channel) {
  const { bot } = workspace;
  const entries = [{ name: say("Members"), act: () => openMembers(channel.id) }];
  if (channel.is_member && bot.user && !channel.members?.includes(bot.user))
    entries.push({
      name: say("Invite {name}", { name: bot.name }),
      testid: "invite-bot",
      act: () => act("invite", { channel: channel.id, member: bot.user }),
    });
  entries.push(null);
  if (channel.is_archived)
    entries.push({ name: say("Unarchive channel"), act: () => act("archive", { channel: channel.id, on: false }) });
  else {
    if (channel.is_member)
      entries.push({ name: say("Leave channel"), act: () => act("leave", { channel: channel.id }) });
    entries.push({ name: say("Archive channel"), danger: true, act: () => archive(channel) });
  }
  return entries;
}

async function archive(channel) {
  const sure = await ask({
    title: say("Archive #{name}?", { name: channel.name }),
    text: say("Nobody can post in it any more, the app included, until it is unarchived."),
    yes: say("Archive channel"),
    danger: true,
  });
  if (sure) act("archive", { channel: channel.id, on: true });
}

function closedBar(channel) {
  const make = () =>
    channel.is_archived
      ? el(
          "div",
          { class: "closed" },
          el("span", {}, say("#{name} is archived.", { name: channel.name })),
          el(
            "button",
            {
              type: "button",
              class: "button",
              on: { click: () => act("archive", { channel: channel.id, on: false }) },
            },
            say("Unarchive channel"),
          ),
        )
      : el(
          "div",
          { class: "closed" },
          el("span", {}, say("You are looking at #{name} without being a member.", { name: channel.name })),
          el(
            "button",
            {
              type: "button",
              class: "button primary",
              dataset: { testid: "join" },
              on: { click: () => act("join", { channel: channel.id }) },
            },
            say("Join channel"),
          ),
        );
  return { key: "closed", mark: JSON.stringify([channel.id, channel.name, channel.is_archived, language()]), make };
}

/** The app's own header, with its tabs. */
function appHead(isHome) {
  const { bot } = workspace;
  const direct = botChannel();
  const tab = (name, place, on, testid) =>
    el(
      "button",
      {
        type: "button",
        role: "tab",
        "aria-selected": String(on),
        tabindex: on ? "0" : "-1",
        class: on ? "tab on" : "tab",
        dataset: { testid },
        on: { click: () => page.open(place) },
      },
      name,
    );
  const make = () => {
    const tabs = el(
      "div",
      { role: "tablist", class: "tabs", "aria-label": bot.name },
      tab(say("Home"), "home", isHome, "tab-home"),
      direct ? tab(say("Messages"), direct.id, !isHome, "tab-messages") : null,
    );
    tabs.addEventListener("keydown", (event) => {
      if (event.key === "ArrowRight" || event.key === "ArrowLeft")
        (tabs.querySelector('[aria-selected="false"]')?.click(),
          queueMicrotask(() => document.querySelector(".tab.on")?.focus()));
    });
    return el(
      "div",
      { class: "head-app" },
      el(
        "div",
        { class: "head-row" },
        el("h1", {}, avatar(bot.user, "m"), el("span", {}, bot.name)),
        el("span", { class: "topic" }),
      ),
      tabs,
    );
  };
  return [{ key: "app", mark: JSON.stringify([bot, isHome, direct?.id, language()]), make }];
}

function emptyHome() {
  const { user, name } = workspace.bot;
  const talk = el(
    "button",
    { type: "button", class: "button", on: { click: () => openDirect(user) } },
    say("Message {name}", { name }),
  );
  return el("div", { class: "empty" }, el("p", {}, say("The app has put nothing here yet.")), el("p", {}, talk));
}

function drawHome(box) {
  const view = workspace.home;
  box.setAttribute("role", "tabpanel");
  box.setAttribute("aria-label", say("Home"));
  if (!view?.blocks?.length) return fill(box, [{ key: "empty", mark: language(), make: emptyHome }]);
  const form = formOf(`home:${workspace.me}`);
  const blocks = identified(view.blocks);
  const where = view.id ? { view_id: view.id } : {};
  const surface = {
    kind: "home",
    form,
    errors: {},
    press: (block, element, choice) => pressOn(where, form, blocks, block, element, choice),
  };
  return fill(box, blockItems(blocks, surface));
}
