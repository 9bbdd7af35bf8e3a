/** Three things to try, on the first visit. Each is ticked when it was done; the strip goes when told to, for good. */

import { el, fill } from "./dom.js";
import { icon } from "./icons.js";
import { page } from "./page.js";
import { language, say } from "./words.js";

const KEY = "playground.hints.dismissed";
const done = new Set();

/** Builds the strip under the top bar; A step in `deeds` is done for those who press it. Returns what redraws it. */
export function hints(deeds) {
  const strip = el("div", { class: "hints", role: "region", dataset: { testid: "hints" }, hidden: true });
  document.getElementById("topbar").after(strip);
  document.addEventListener("sent", ({ detail }) => {
    if (detail.command?.startsWith("/directives")) done.add("command");
    if (detail.thread_ts) done.add("answer");
    page.redraw();
  });

  document.addEventListener("skipped", ({ detail }) => {
    if (detail === "next_reminder") done.add("clock");
    page.redraw();
  });

  return function draw() {
    strip.hidden = kept(KEY) === "yes";
    if (strip.hidden) return;
    strip.setAttribute("aria-label", say("Three things to try"));
    const steps = {
      command: say("Type {what}", { what: "/directives tong" }),
      clock: say("Press {what}", { what: say("Next reminder") }),
      answer: say("Answer {what} in the reminder’s thread", { what: "2 done" }),
    };
    const make = () => [
      el("span", { class: "hints-title" }, say("Try this:")),
      el(
        "ol",
        {},
        Object.entries(steps).map(([name, words], at) =>
          el(
            "li",
            {},
            el(
              deeds[name] ? "button" : "span",
              { class: done.has(name) ? "try done" : "try", on: deeds[name] ? { click: deeds[name] } : {} },
              el("span", { class: "try-mark", "aria-hidden": "true" }, done.has(name) ? icon("check") : String(at + 1)),
              words,
              done.has(name) ? el("span", { class: "unseen" }, say("done")) : null,
            ),
          ),
        ),
      ),
      el(
        "button",
        {
          type: "button",
          class: "ghost",
          "aria-label": say("Dismiss"),
          dataset: { testid: "hints-dismiss" },
          on: { click: () => (keep(KEY, "yes"), page.redraw()) },
        },
        icon("close"),
      ),
    ];
    fill(strip, [
      {
        key: "strip",
        mark: JSON.stringify([steps, [...done], language()]),
        make: () => el("div", { class: "hints-row" }, make()),
      },
    ]);
  };
}

/** Something this browser remembers, or null; a browser that remembers nothing is no reason to fail. */
export function kept(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function keep(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Private windows may refuse; then it is asked again next time.
  }
}
