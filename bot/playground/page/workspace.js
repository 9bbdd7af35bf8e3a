/** What the acting person sees of the workspace, kept current by the stream. */

/** The one workspace of this page. Its fields are those of `/page/state`. */
export const workspace = {
  users: [],
  channels: [],
  messages: {},
  commands: [],
  shortcuts: [],
  views: [],
  faults: [],
  bot: {},
  clock: {},
  team: {},
  me: null,
  home: null,
};

let heardAt = 0;
const dismissed = new Set();

/** Takes a whole `/page/state`. */
export function take(state) {
  const own = localLines(state.me);
  Object.assign(workspace, { home: null, views: [], ...state });
  for (const message of own) (workspace.messages[message.channel] ??= []).push(message);
  heardAt = performance.now();
}

/** Applies one event of the stream; false when everything must be fetched again. */
export function apply(event) {
  if (event.type === "reset") return false;
  if (event.type === "message") keepMessage(event.channel, event.message);
  else if (event.type === "message_deleted") dropMessage(event.channel, event.ts);
  else if (event.type === "channel") replace(workspace.channels, event.channel);
  else if (event.type === "user") replace(workspace.users, event.user);
  else if (event.type === "clock") {
    workspace.clock = event.clock;
    heardAt = performance.now();
  } else if (["views", "home", "bot", "faults"].includes(event.type)) workspace[event.type] = event[event.type];
  return true;
}

function replace(list, thing) {
  const at = list.findIndex((each) => each.id === thing.id);
  if (at < 0) list.push(thing);
  else list[at] = thing;
}

function keepMessage(channel, message) {
  const list = (workspace.messages[channel] ??= []);
  const at = list.findIndex(
    (each) => each.ts === message.ts && Boolean(each.is_ephemeral) === Boolean(message.is_ephemeral),
  );
  if (at >= 0) list[at] = message;
  else {
    const later = list.findIndex((each) => isBefore(message.ts, each.ts));
    list.splice(later < 0 ? list.length : later, 0, message);
  }
}

function dropMessage(channel, ts) {
  workspace.messages[channel] = (workspace.messages[channel] ?? []).filter((message) => message.ts !== ts);
}

/** Whether one message timestamp is earlier than another; they are strings of unequal length, so compared as Slack does. */
export function isBefore(one, other) {
  const [a, b] = String(one).split(".");
  const [c, d] = String(other).split(".");
  return Number(a) !== Number(c) ? Number(a) < Number(c) : (b ?? "").padEnd(9, "0") < (d ?? "").padEnd(9, "0");
}

const NOBODY = { id: "", name: "unknown", real_name: "", title: "", color: "#616061", initials: "?", is_bot: false };

/** Who says what only this page says, such as that a command does not work in threads. */
const PAGE_ITSELF = { ...NOBODY, initials: "P", color: "#4a154b" };

export function userOf(id) {
  if (id === "") return PAGE_ITSELF;
  return workspace.users.find((user) => user.id === id) ?? { ...NOBODY, id: id ?? "", name: id || NOBODY.name };
}

/** The name people read: the full name where there is one. */
export function nameOf(id) {
  const user = userOf(id);
  return user.real_name || user.name;
}

export function channelOf(id) {
  return workspace.channels.find((channel) => channel.id === id) ?? null;
}

/** A channel's name as shown: people's names for direct messages, no # in front. */
export function titleOf(channel) {
  return channel.kind === "im" ? nameOf(channel.im_user) : channel.name;
}

export function isReply(message) {
  return Boolean(message.thread_ts) && message.thread_ts !== message.ts;
}

/** A deleted message stays as a mark of itself while its thread has replies. */
function isShown(message) {
  return (!message.deleted || message.reply_count > 0) && !dismissed.has(`${message.channel}:${message.ts}`);
}

/** What stands in the channel itself: no thread replies, except those also sent to the channel. */
export function linesOf(channel) {
  return (workspace.messages[channel] ?? []).filter(
    (message) => isShown(message) && (!isReply(message) || message.subtype === "thread_broadcast"),
  );
}

export function messageOf(channel, ts) {
  return (workspace.messages[channel] ?? []).find((message) => message.ts === ts) ?? null;
}

/** The replies of one thread, oldest first; private answers given in the thread included. */
export function repliesOf(channel, ts) {
  return (workspace.messages[channel] ?? []).filter(
    (message) => isShown(message) && message.thread_ts === ts && message.ts !== ts,
  );
}

export function dismiss(message) {
  dismissed.add(`${message.channel}:${message.ts}`);
}

/** Seconds since 1970 on the workspace's clock, which runs on between two reports of it. */
export function now() {
  const { epoch = 0, running } = workspace.clock;
  return running ? epoch + (performance.now() - heardAt) / 1000 : epoch;
}

const local = [];
let localCount = 0;

/** Shows the acting person a private line that exists only on this page, such as "that command does not work here". */
export function whisper(channel, text, thread_ts = null) {
  const ts = `${Math.floor(now())}.${String(900000 + (localCount++ % 99999))}`;
  const message = {
    ts,
    channel,
    thread_ts,
    user: "",
    text,
    blocks: null,
    reactions: [],
    files: [],
    reply_count: 0,
    is_ephemeral: true,
    is_local: true,
  };
  local.push({ user: workspace.me, message });
  keepMessage(channel, message);
}

function localLines(user) {
  return local.filter((line) => line.user === user).map((line) => line.message);
}
