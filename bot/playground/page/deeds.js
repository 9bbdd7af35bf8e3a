/** What the acting person does, told to the server; anything that fails is said on the page. */

import { valuesOf } from "./forms.js";
import { page } from "./page.js";
import { complain } from "./notices.js";
import { ask } from "./popup.js";
import { say } from "./words.js";
import { post } from "./wire.js";
import { userOf, workspace } from "./workspace.js";

/** Does one deed as the acting person; the answer says whether it succeeded, and a failure is shown. */
export async function act(deed, body = {}) {
  const answer = await post(deed, { user: workspace.me, ...body });
  if (!answer.ok) complain(answer);
  return answer;
}

/** Puts a reaction of mine on a message, or takes it off. */
export function react(message, name) {
  const mine = message.reactions?.find((reaction) => reaction.name === name)?.users.includes(workspace.me);
  return act("react", { channel: message.channel, ts: message.ts, name, on: !mine });
}

export function beginEdit(message) {
  page.editing = { channel: message.channel, ts: message.ts };
  page.redraw();
}

export async function askDelete(message) {
  const sure = await ask({
    title: say("Delete message"),
    text: say("Delete this message? This cannot be undone."),
    yes: say("Delete"),
    danger: true,
  });
  if (sure) act("delete", { channel: message.channel, ts: message.ts });
}

/** Whether the acting person may edit and delete a message: Slack lets everybody change only their own. */
export function isMine(message) {
  return (
    message.user === workspace.me &&
    !message.bot_id &&
    !message.is_ephemeral &&
    !message.subtype?.startsWith("channel_")
  );
}

/** Tells the app which element was pressed, with all that is chosen beside it. */
export function pressOn(where, form, blocks, block, element, choice) {
  return act("press", {
    ...where,
    block_id: block.block_id,
    action_id: element.action_id,
    element: { ...element, ...choice },
    values: valuesOf(form, blocks),
  });
}

/** Opens the direct message with somebody, making it first when there is none yet. */
export async function openDirect(user) {
  const known = workspace.channels.find((channel) => channel.kind === "im" && channel.im_user === user);
  if (known) return page.open(known.id);
  const answer = await act("open_im", { with: user });
  if (answer.ok) page.open(answer.channel);
}

/** The direct message with the app itself. */
export function botChannel() {
  return workspace.channels.find((channel) => channel.kind === "im" && channel.im_user === workspace.bot.user);
}

export function isBot(user) {
  return userOf(user).is_bot || user === workspace.bot.user;
}
