/** Starts the page: fetches the workspace, listens to what happens, and gives every part its place. */

import { channelPane } from "./channel.js";
import { act } from "./deeds.js";
import { el } from "./dom.js";
import { hints, keep, kept } from "./hints.js";
import { spoken } from "./message.js";
import { modals } from "./modal.js";
import { announce } from "./notices.js";
import { page } from "./page.js";
import { sidebar } from "./sidebar.js";
import { openSwitcher } from "./switcher.js";
import { threadPane } from "./thread.js";
import { topbar } from "./topbar.js";
import { language, LANGUAGES, say, speak } from "./words.js";
import { fetchJson, Stream } from "./wire.js";
import { apply, channelOf, isBefore, isReply, linesOf, messageOf, take, workspace } from "./workspace.js";

const LANGUAGE_KEY = "playground.language";
const PERSON_KEY = "playground.person";
const byId = (id) => document.getElementById(id);
let stream = null;

const drawTopbar = topbar(byId("topbar"));
const drawSidebar = sidebar(byId("sidebar"));
const main = channelPane(byId("main"));
const thread = threadPane(byId("thread"));
const drawModals = modals();
const drawHints = hints({ command: () => main.box.set("/directives tong") });

let pending = false;

/** Redraws everything once, after all that happens now has happened; a part whose state is the same stays as it is. */
page.redraw = () => {
  if (pending) return;
  pending = true;
  queueMicrotask(() => {
    pending = false;
    document.body.classList.toggle("sidebar-out", page.narrowSidebar);
    drawTopbar();
    drawHints();
    drawSidebar();
    main.draw();
    thread.draw();
    drawModals();
    const unread = workspace.channels.reduce((sum, channel) => sum + (channel.mentions || 0), 0);
    document.title = `${unread ? `(${unread}) ` : ""}${workspace.team.name || say("Playground")}`;
  });
};

page.open = (place, { soon = false, focus = true } = {}) => {
  const channel = channelOf(place);
  if (place !== "home" && !channel && !soon) return;
  page.place = place;
  page.editing = null;
  page.narrowSidebar = false;
  page.newLine = channel?.unread > 0 ? channel.last_read || "0" : null;
  if (page.thread && page.thread.channel !== place) page.thread = null;
  if (place === "home") act("open_home");
  remember();
  markRead();
  page.redraw();
  if (focus)
    queueMicrotask(() =>
      (main.box.node.hidden || place === "home" ? byId("main") : main.box.field).focus({ preventScroll: true }),
    );
};

page.openThread = (channel, ts) => {
  page.thread = { channel, ts };
  page.editing = null;
  page.redraw();
  queueMicrotask(() => thread.box.field.focus());
};

page.closeThread = () => {
  const was = page.thread;
  page.thread = null;
  page.redraw();
  queueMicrotask(() =>
    (document.querySelector(`#main [data-ts="${CSS.escape(was?.ts ?? "")}"]`) ?? main.box.field).focus(),
  );
};

/** Shows one message: its channel, its thread when it is a reply, and the message itself in view. */
page.goTo = ({ channel, ts, thread: root }) => {
  page.open(channel);
  if (root) page.openThread(channel, root);
  requestAnimationFrame(() =>
    requestAnimationFrame(() =>
      document
        .querySelector(`${root ? "#thread" : "#main"} [data-ts="${CSS.escape(ts)}"]`)
        ?.scrollIntoView({ block: "center" }),
    ),
  );
};

page.actAs = async (user) => {
  keep(PERSON_KEY, user);
  await load(user);
  announce(say("Acting as {name}", { name: workspace.users.find((each) => each.id === user)?.real_name ?? user }));
};

page.setLanguage = async (code) => {
  keep(LANGUAGE_KEY, code);
  await speak(code);
  page.redraw();
};

/** Fetches the workspace as one person sees it and follows it; the open channel and thread stay where that person sees them. */
async function load(user) {
  const state = await fetchJson(`/page/state${user ? `?user=${encodeURIComponent(user)}` : ""}`);
  stream?.stop();
  take(state);
  page.editing = null;
  stream = new Stream(workspace.me, state.seq, hear, (connected) => {
    page.connected = connected;
    page.redraw();
  });
  const place = page.place ?? decodeURIComponent(location.hash.slice(1));
  if (page.thread && !messageOf(page.thread.channel, page.thread.ts)) page.thread = null;
  if (place === "home" || channelOf(place)) page.open(place, { focus: false });
  else page.open(firstPlace(), { focus: false });
}

function firstPlace() {
  const channels = workspace.channels.filter(
    (channel) => channel.kind === "channel" && channel.is_member && !channel.is_archived,
  );
  return (channels.find((channel) => channel.unread > 0) ?? channels[0] ?? workspace.channels[0])?.id ?? "home";
}

function remember() {
  history.replaceState(null, "", `#${page.place}`);
}

function hear(event) {
  const isNews = event.type === "message" && !messageOf(event.channel, event.message.ts);
  if (!apply(event)) return load(workspace.me).catch(() => setTimeout(() => hear({ type: "reset" }), 1000));
  if (isNews) heard(event.message);
  page.redraw();
}

function heard(message) {
  const here = message.channel === page.place && (!isReply(message) || page.thread?.ts === message.thread_ts);
  if (here && message.user !== workspace.me) announce(spoken(message));
  if (message.channel === page.place && !isReply(message)) {
    // What comes while nobody looks belongs below the "new" line.
    if (!document.hasFocus() && page.newLine === null) page.newLine = channelOf(page.place)?.last_read ?? null;
    markRead();
  }
}

let reading = null;

/** Tells the server how far the open channel was read: at once for the eye, a moment later for many messages at a time. */
function markRead() {
  clearTimeout(reading);
  reading = setTimeout(() => {
    const channel = channelOf(page.place);
    const last =
      channel &&
      linesOf(channel.id)
        .filter((message) => !message.is_ephemeral)
        .at(-1);
    const isMine = channel && (channel.is_member || channel.kind === "im");
    if (last && isMine && (isBefore(channel.last_read || "0", last.ts) || channel.unread > 0))
      act("read", { channel: channel.id, ts: last.ts });
  }, 200);
}

const REGIONS = ["topbar", "sidebar", "main", "thread"];

/** F6 goes around the page's four regions, as in Slack. */
function nextRegion(back) {
  const shown = REGIONS.map(byId).filter((region) => !region.hidden && region.getClientRects().length);
  const here = shown.findIndex((region) => region.contains(document.activeElement));
  const next = shown[(here + (back ? -1 : 1) + shown.length) % shown.length];
  const isShown = (node) => node.getClientRects().length > 0;
  const field = { main: main.box.field, thread: thread.box.field }[next.id];
  const stops = [field, ...next.querySelectorAll('[tabindex="0"], button')].filter(Boolean);
  (stops.find(isShown) ?? next).focus();
}

function neighbour(step) {
  const links = [...document.querySelectorAll("#sidebar .place")];
  const here = links.findIndex((link) => link.classList.contains("open"));
  links[here + step]?.click();
}

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "k") {
    event.preventDefault();
    openSwitcher();
  } else if (document.querySelector("dialog[open]")) return;
  else if (event.key === "F6") (event.preventDefault(), nextRegion(event.shiftKey));
  else if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown"))
    (event.preventDefault(), neighbour(event.key === "ArrowUp" ? -1 : 1));
  else if (event.key === "Escape" && page.narrowSidebar) {
    page.narrowSidebar = false;
    page.redraw();
    queueMicrotask(() => document.querySelector("[data-testid=sidebar-toggle]")?.focus());
  } else if (event.key === "Escape" && page.thread) page.closeThread();
});

document.addEventListener("pointerdown", (event) => {
  if (!page.narrowSidebar || event.target.closest("#sidebar, [data-testid=sidebar-toggle]")) return;
  page.narrowSidebar = false;
  page.redraw();
});

/** Acts as whoever this browser acted as last, else as the person the page names for a first visit. */
async function loadFirst() {
  const first = document.querySelector('meta[name="playground-person"]').content;
  for (const user of [kept(PERSON_KEY), first, ""].filter((each) => each !== null)) {
    try {
      return await load(user);
    } catch {
      // That person is not in this workspace; the next one may be.
    }
  }
  byId("main").append(
    el("p", { class: "empty", role: "alert" }, say("The playground does not answer. Is it still running?")),
  );
}

async function start() {
  const wanted = kept(LANGUAGE_KEY) ?? (navigator.language.startsWith("zh") ? "zh-CN" : "en");
  await speak(LANGUAGES.some(({ code }) => code === wanted) ? wanted : language());
  await loadFirst();
  document.body.classList.add("ready");
}

start();
