/** Ctrl or Cmd + K: jump to a channel, a person, or the app's Home by a few letters. */

import { avatar } from "./avatar.js";
import { openDirect } from "./deeds.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { page } from "./page.js";
import { searchList } from "./searchlist.js";
import { say } from "./words.js";
import { workspace } from "./workspace.js";

/** Opens the switcher; with `peopleOnly` it starts a direct message. */
export function openSwitcher({ peopleOnly = false } = {}) {
  if (document.querySelector("[data-testid=switcher]")) return;
  const label = peopleOnly ? say("New message to…") : say("Jump to…");
  const take = (option) => {
    box.remove();
    option.go();
  };
  const { node, field, point } = searchList({
    label,
    placeholder: label,
    optionsFor: (typed) => matches(typed, peopleOnly),
    take,
  });
  const box = el(
    "dialog",
    {
      class: "dialog switcher",
      "aria-label": label,
      dataset: { testid: "switcher" },
      on: {
        cancel: (event) => (event.preventDefault(), box.remove()),
        click: (event) => event.target === box && box.remove(),
      },
    },
    node,
  );
  document.body.append(box);
  box.showModal();
  field.focus();
  point();
}

function matches(typed, peopleOnly) {
  const all = peopleOnly ? people() : [...places(), ...people()];
  if (!typed) return all;
  const rank = (option) => {
    const name = option.name.toLowerCase();
    return name.startsWith(typed)
      ? 0
      : name.split(/[\s-]+/).some((word) => word.startsWith(typed))
        ? 1
        : `${name} ${option.more ?? ""} ${option.note ?? ""}`.toLowerCase().includes(typed)
          ? 2
          : null;
  };
  return all
    .map((option) => ({ option, at: rank(option) }))
    .filter(({ at }) => at !== null)
    .sort((one, other) => one.at - other.at)
    .map(({ option }) => option);
}

function places() {
  const channels = workspace.channels
    .filter((channel) => channel.kind === "channel" && !channel.is_archived)
    .sort((one, other) => Number(other.unread > 0) - Number(one.unread > 0) || one.name.localeCompare(other.name))
    .map((channel) => ({
      key: channel.id,
      name: channel.name,
      note: channel.unread ? say("unread") : "",
      face: el("span", { class: "complete-face" }, icon(channel.is_private ? "lock" : "hash")),
      go: () => page.open(channel.id),
    }));
  const app = workspace.bot.user
    ? [
        {
          key: "home",
          name: workspace.bot.name,
          note: say("Home"),
          face: avatar(workspace.bot.user, "s"),
          go: () => page.open("home"),
        },
      ]
    : [];
  return [...channels, ...app];
}

function people() {
  return workspace.users
    .filter((user) => !user.is_bot)
    .map((user) => ({
      key: user.id,
      name: user.real_name || user.name,
      note: user.title,
      more: user.name,
      face: avatar(user.id, "s"),
      go: () => openDirect(user.id),
    }));
}
