/** Dates and times as the workspace's wall clock shows them, in the page's language. */

import { language, say, sayMany } from "./words.js";
import { now, workspace } from "./workspace.js";

const formats = new Map();

function format(seconds, options) {
  const zone = workspace.clock.timezone || "UTC";
  const key = JSON.stringify([language(), zone, options]);
  if (!formats.has(key))
    formats.set(
      key,
      new Intl.DateTimeFormat(language() === "en" ? "en-US" : language(), { timeZone: zone, ...options }),
    );
  return formats.get(key).format(new Date(seconds * 1000));
}

/** Seconds since 1970 of a message timestamp. */
export function secondsOf(ts) {
  return Number.parseFloat(ts);
}

/** "9:05 AM", or "09:05" in Chinese. */
export function timeText(seconds) {
  return format(
    seconds,
    language() === "en"
      ? { hour: "numeric", minute: "2-digit" }
      : { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  );
}

/** The local calendar day, such as "2024-04-25": two instants fall on one day when these are equal. */
export function dayOf(seconds) {
  const zone = workspace.clock.timezone || "UTC";
  if (!formats.has(zone))
    formats.set(
      zone,
      new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" }),
    );
  return formats.get(zone).format(new Date(seconds * 1000));
}

const DAY = 86400;

/** "Today", "Yesterday" or "Tomorrow", or null for any other day; reckoned by the workspace's clock. */
function nearDay(seconds) {
  const near = [
    [0, say("Today")],
    [-1, say("Yesterday")],
    [1, say("Tomorrow")],
  ];
  // Noon is far enough from midnight that no change of the clocks moves it to another day.
  const noon = Date.parse(`${dayOf(now())}T12:00:00Z`) / 1000;
  const found = near.find(
    ([away]) => new Date((noon + away * DAY) * 1000).toISOString().slice(0, 10) === dayOf(seconds),
  );
  return found ? found[1] : null;
}

function ordinal(day) {
  const tail = day % 100 >= 11 && day % 100 <= 13 ? "th" : ({ 1: "st", 2: "nd", 3: "rd" }[day % 10] ?? "th");
  return `${day}${tail}`;
}

/** "Thursday, April 25th", with the year when it is not this one. */
export function dividerText(seconds) {
  const near = nearDay(seconds);
  if (near) return near;
  const sameYear = dayOf(seconds).slice(0, 4) === dayOf(now()).slice(0, 4);
  if (language() !== "en")
    return format(seconds, { year: sameYear ? undefined : "numeric", month: "long", day: "numeric", weekday: "long" });
  const day = ordinal(Number(dayOf(seconds).slice(8)));
  return `${format(seconds, { weekday: "long" })}, ${format(seconds, { month: "long" })} ${day}${sameYear ? "" : `, ${dayOf(seconds).slice(0, 4)}`}`;
}

/** The clock's own face: "Thu, Apr 25, 2024" and "8:00 AM". */
export function clockDate(seconds) {
  return format(seconds, { weekday: "short", year: "numeric", month: "short", day: "numeric" });
}

/** "Mon, Apr 29, 9:00 AM": when something is due to happen. */
export function momentText(seconds) {
  return `${format(seconds, { weekday: "short", month: "short", day: "numeric" })}, ${timeText(seconds)}`;
}

/** "Apr 25 at 8:00 AM" or "Today at 8:00 AM": for titles and the last reply. */
export function whenText(seconds) {
  const day = nearDay(seconds) ?? format(seconds, { month: "short", day: "numeric" });
  return say("{day} at {time}", { day, time: timeText(seconds) });
}

function agoText(seconds) {
  const gone = Math.max(0, Math.round((now() - seconds) / 60));
  if (gone < 60) return sayMany(gone, "{n} minute ago", "{n} minutes ago");
  if (gone < 1440) return sayMany(Math.round(gone / 60), "{n} hour ago", "{n} hours ago");
  return sayMany(Math.round(gone / 1440), "{n} day ago", "{n} days ago");
}

/** A `<!date^…>` format such as "{date_short_pretty} at {time}" for one instant; unknown places are left as they are. */
export function slackDate(seconds, template) {
  const plain = {
    date_num: () => dayOf(seconds),
    date_slash: () => format(seconds, { year: "numeric", month: "2-digit", day: "2-digit" }),
    date: () => format(seconds, { year: "numeric", month: "long", day: "numeric" }),
    date_short: () => format(seconds, { year: "numeric", month: "short", day: "numeric" }),
    date_long: () => format(seconds, { year: "numeric", month: "long", day: "numeric", weekday: "long" }),
    day_divider_pretty: () => dividerText(seconds),
    time: () => timeText(seconds),
    time_secs: () => format(seconds, { hour: "numeric", minute: "2-digit", second: "2-digit" }),
    ago: () => agoText(seconds),
  };
  return template.replace(/\{(\w+)\}/g, (place, name) => {
    if (plain[name]) return plain[name]();
    const bare = name.replace(/_pretty$/, "");
    return bare !== name && plain[bare] ? (nearDay(seconds) ?? plain[bare]()) : place;
  });
}
