/** What a person has chosen and typed in a view or message, in the shape of Slack's `state.values`. */

import { page } from "./page.js";

/** For each element that holds a value: the name of its choice, of its first choice, and what nothing chosen looks like. */
const HOLDS = {
  plain_text_input: ["value", "initial_value", null],
  email_text_input: ["value", "initial_value", null],
  url_text_input: ["value", "initial_value", null],
  number_input: ["value", "initial_value", null],
  rich_text_input: ["rich_text_value", "initial_value", null],
  static_select: ["selected_option", "initial_option", null],
  external_select: ["selected_option", "initial_option", null],
  radio_buttons: ["selected_option", "initial_option", null],
  checkboxes: ["selected_options", "initial_options", []],
  multi_static_select: ["selected_options", "initial_options", []],
  multi_external_select: ["selected_options", "initial_options", []],
  users_select: ["selected_user", "initial_user", null],
  multi_users_select: ["selected_users", "initial_users", []],
  conversations_select: ["selected_conversation", "initial_conversation", null],
  multi_conversations_select: ["selected_conversations", "initial_conversations", []],
  channels_select: ["selected_channel", "initial_channel", null],
  multi_channels_select: ["selected_channels", "initial_channels", []],
  datepicker: ["selected_date", "initial_date", null],
  timepicker: ["selected_time", "initial_time", null],
  datetimepicker: ["selected_date_time", "initial_date_time", null],
  file_input: ["files", null, []],
};

/** The form of one view or message; it outlives every redraw. */
export function formOf(key) {
  if (!page.forms.has(key)) page.forms.set(key, { values: {}, folds: new Map() });
  return page.forms.get(key);
}

export function forgetForm(key) {
  page.forms.delete(key);
}

/** What is chosen now in one element: the person's choice, or what the app proposed. */
export function chosen(form, block, element) {
  const [name, first, nothing] = HOLDS[element.type];
  const kept = form.values[block.block_id]?.[element.action_id];
  return kept && kept.type === element.type ? kept[name] : ((first && element[first]) ?? nothing);
}

/** Remembers a choice and returns it as Slack names it, such as {selected_date: "2024-05-10"}. */
export function choose(form, block, element, value) {
  const [name] = HOLDS[element.type];
  (form.values[block.block_id] ??= {})[element.action_id] = { type: element.type, [name]: value };
  return { [name]: value };
}

/** All values of the blocks shown, as `view.state.values`. */
export function valuesOf(form, blocks) {
  const values = {};
  for (const { block, element } of holders(blocks)) {
    const [name] = HOLDS[element.type];
    (values[block.block_id] ??= {})[element.action_id] = { type: element.type, [name]: chosen(form, block, element) };
  }
  return values;
}

function* holders(blocks) {
  for (const block of blocks ?? []) {
    if (!block) continue;
    const elements = [block.element, block.accessory, ...(block.type === "actions" ? block.elements : [])];
    for (const element of elements) if (element && element.type in HOLDS) yield { block, element };
    if (block.child_blocks) yield* holders(block.child_blocks);
  }
}
