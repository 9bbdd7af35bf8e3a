/** Who is in a channel, and who could be invited. */

import { avatar } from "./avatar.js";
import { chooser } from "./chooser.js";
import { act } from "./deeds.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { say } from "./words.js";
import { channelOf, nameOf, userOf, workspace } from "./workspace.js";

/** Opens the list of a channel's members. */
export function openMembers(id) {
  const channel = channelOf(id);
  const title = say("Members of #{name}", { name: channel.name });
  const members = channel.members ?? [];
  const away = workspace.users
    .filter((user) => !members.includes(user.id))
    .map((user) => ({ key: user.id, name: nameOf(user.id), note: user.title, face: avatar(user.id, "s") }));
  const invite = async ([user]) => {
    box.remove();
    if (user) await act("invite", { channel: id, member: user });
  };
  const person = (user) =>
    el(
      "li",
      {},
      avatar(user),
      el(
        "span",
        { class: "member-words" },
        el("b", {}, nameOf(user)),
        el("span", {}, userOf(user).is_bot ? say("APP") : userOf(user).title),
      ),
    );
  const box = el(
    "dialog",
    {
      class: "dialog small",
      "aria-label": title,
      dataset: { testid: "members-dialog" },
      on: { cancel: (event) => (event.preventDefault(), box.remove()) },
    },
    el(
      "div",
      { class: "dialog-top" },
      el("h2", { class: "dialog-title" }, title),
      el(
        "button",
        { type: "button", class: "ghost big", "aria-label": say("Close"), on: { click: () => box.remove() } },
        icon("close"),
      ),
    ),
    channel.is_member && !channel.is_archived
      ? el(
          "div",
          { class: "dialog-body" },
          chooser({ label: say("Add somebody"), placeholder: say("Add somebody"), options: away, change: invite }),
        )
      : null,
    el("ul", { class: "members" }, members.map(person)),
  );
  document.body.append(box);
  box.showModal();
}
