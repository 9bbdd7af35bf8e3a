/** The right pane: one thread, and the composer that answers in it. */

import { composer, dropZone } from "./composer.js";
import { lineItems, messageList } from "./conversation.js";
import { beginEdit, isMine } from "./deeds.js";
import { el, fill } from "./dom.js";
import { icon } from "./icons.js";
import { page } from "./page.js";
import { language, say, sayMany } from "./words.js";
import { channelOf, messageOf, repliesOf, titleOf, workspace } from "./workspace.js";

/** Builds the thread pane; returns what redraws it and its composer. */
export function threadPane(aside) {
  const head = el("header", { class: "pane-head" });
  const lines = messageList("");
  const also = el("input", { type: "checkbox", id: "broadcast", dataset: { testid: "broadcast" } });
  const alsoWords = el("label", { for: "broadcast" });
  const lastOwn = () => {
    const mine = repliesOf(page.thread.channel, page.thread.ts).filter(isMine).at(-1);
    if (mine) beginEdit(mine);
  };
  const box = composer({ testid: "thread-composer", target, lastOwn });
  const foot = el("footer", { class: "pane-foot" }, box.node);
  const alsoRow = el("div", { class: "also" }, also, alsoWords);
  box.node.insertBefore(alsoRow, box.node.querySelector(".composer-tools"));
  box.node.addEventListener("sent", () => {
    also.checked = false;
    lines.follow();
  });
  aside.append(head, lines.node, foot);
  dropZone(aside, (files) => box.attach(files));

  function target() {
    const { channel, ts } = page.thread ?? {};
    return { channel, thread_ts: ts, name: say("Reply…"), broadcast: () => also.checked };
  }

  function draw() {
    aside.hidden = !page.thread;
    document.getElementById("shell").classList.toggle("with-thread", Boolean(page.thread));
    if (!page.thread) return;
    const { channel: id, ts } = page.thread;
    const channel = channelOf(id);
    const root = messageOf(id, ts);
    const replies = repliesOf(id, ts);
    const title = channel ? titleOf(channel) : "";
    aside.setAttribute("aria-label", say("Thread in {name}", { name: title }));
    lines.list.setAttribute("aria-label", say("Thread in {name}", { name: title }));
    fill(head, [header(channel, title)]);
    const n = replies.filter((reply) => !reply.is_ephemeral).length;
    const count = {
      key: "count",
      mark: `${n} ${language()}`,
      make: () =>
        el("div", { class: "thread-count", role: "listitem" }, el("span", {}, sayMany(n, "{n} reply", "{n} replies"))),
    };
    const items = [
      ...(root ? lineItems([root], { inThread: true, days: false }) : [gone()]),
      ...(n ? [count] : []),
      ...lineItems(replies, { inThread: true, days: false }),
    ];
    lines.draw(`${workspace.me}:${id}:${ts}`, items, replies.at(-1)?.ts);
    foot.hidden = !channel || channel.is_archived || (channel.kind === "channel" && !channel.is_member);
    alsoWords.textContent =
      channel?.kind === "im" ? say("Also send as a direct message") : say("Also send to #{name}", { name: title });
    box.draw();
  }

  return { draw, box };
}

function gone() {
  return {
    key: "gone",
    mark: language(),
    make: () => el("p", { class: "empty", role: "listitem" }, say("This message was deleted.")),
  };
}

function header(channel, title) {
  const make = () =>
    el(
      "div",
      { class: "head-row" },
      el("h2", {}, say("Thread"), el("span", { class: "topic" }, channel?.kind === "channel" ? `#${title}` : title)),
      el(
        "button",
        {
          type: "button",
          class: "ghost big",
          "aria-label": say("Close thread"),
          title: say("Close thread"),
          dataset: { testid: "thread-close" },
          on: { click: () => page.closeThread() },
        },
        icon("close"),
      ),
    );
  return { key: `head:${channel?.id}`, mark: JSON.stringify([title, language()]), make };
}
