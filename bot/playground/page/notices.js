/** Says things beside the conversation: toasts to the eye, a live region to screen readers. */

import { el } from "./dom.js";
import { icon } from "./icons.js";
import { say } from "./words.js";

const LASTS_MS = 6000;

/** Shows a short sentence at the bottom of the page for a while; it is read aloud too. */
export function toast(sentence, { bad = false } = {}) {
  const shut = el(
    "button",
    { type: "button", class: "ghost", "aria-label": say("Close"), on: { click: () => note.remove() } },
    icon("close"),
  );
  const note = el(
    "div",
    { class: bad ? "toast toast-bad" : "toast", role: bad ? "alert" : "status", dataset: { testid: "toast" } },
    el("span", {}, sentence),
    shut,
  );
  const shelf = document.getElementById("toasts");
  shelf.append(note);
  while (shelf.childElementCount > 3) shelf.firstChild.remove();
  setTimeout(() => note.remove(), LASTS_MS);
}

/** What to tell a person after a deed that did not succeed. */
export function complain(answer) {
  toast(
    answer.unreachable
      ? say("The playground does not answer. Is it still running?")
      : answer.error || say("That did not work."),
    { bad: true },
  );
}

/** Reads a sentence to screen readers without showing it. */
export function announce(sentence) {
  const region = document.getElementById("announcer");
  region.append(el("p", {}, sentence));
  while (region.childElementCount > 5) region.firstChild.remove();
}
