/** The page's own labels, in the language chosen for the page. English stands in the code; the server knows the rest. */

import { fetchJson } from "./wire.js";

let words = {};
let spoken = "en";

export const LANGUAGES = [
  { code: "en", name: "English" },
  { code: "zh-CN", name: "简体中文" },
];

/** The page's language: `en` or `zh-CN`. */
export function language() {
  return spoken;
}

/** Fetches a language's labels and speaks it from now on; a language that cannot be had leaves English. */
export async function speak(code) {
  try {
    words = (await fetchJson(`/page/words?language=${encodeURIComponent(code)}`)).words;
  } catch {
    words = {};
  }
  spoken = code;
  document.documentElement.lang = code;
}

/** A label in the page's language, with its `{places}` filled. */
export function say(template, values = {}) {
  return (words[template] ?? template).replace(/\{(\w+)\}/g, (place, name) =>
    name in values ? String(values[name]) : place,
  );
}

/** The singular or the plural label for `n`, which also fills `{n}`. */
export function sayMany(n, one, several, values = {}) {
  return say(n === 1 ? one : several, { n, ...values });
}
