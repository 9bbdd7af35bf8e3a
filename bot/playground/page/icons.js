/** The page's line icons, drawn on a 20 by 20 grid. They are decoration: the button around one carries the name. */

import { svg } from "./dom.js";

const STROKES = {
  hash: "M8 3.5 6.5 16.5M13.5 3.5 12 16.5M3.8 7.5h13M3.2 12.5h13",
  lock: "M5.5 9h9v7h-9zM7.5 9V6.5a2.5 2.5 0 0 1 5 0V9",
  reply:
    "M3.5 5.5a1.5 1.5 0 0 1 1.5-1.5h10a1.5 1.5 0 0 1 1.5 1.5v6.5a1.5 1.5 0 0 1-1.5 1.5H9l-3.5 3v-3H5A1.5 1.5 0 0 1 3.5 12zM7 7.5h6M7 10.2h4",
  smile: "M10 2.8a7.2 7.2 0 1 0 0 14.4 7.2 7.2 0 0 0 0-14.4M6.8 11.5c1.4 2.5 5 2.5 6.4 0M7.6 8h.01M12.4 8h.01",
  more: "M10 4.5h.01M10 10h.01M10 15.5h.01",
  close: "M5 5l10 10M15 5 5 15",
  down: "M5.5 8l4.5 4.5L14.5 8",
  right: "M8 5.5 12.5 10 8 14.5",
  clip: "M14.5 9.5l-5 5a3 3 0 0 1-4.3-4.3l6-6a2 2 0 0 1 2.9 2.9l-6 6a1 1 0 0 1-1.5-1.4l5.2-5.2",
  at: "M13 10a3 3 0 1 1-6 0 3 3 0 0 1 6 0zM13 7v4.2c0 2.4 3.6 2.2 3.6-1.2A6.6 6.6 0 1 0 13 15.9",
  slash: "M4.5 3.5h11a1 1 0 0 1 1 1v11a1 1 0 0 1-1 1h-11a1 1 0 0 1-1-1v-11a1 1 0 0 1 1-1zM12 6.5l-4 7",
  search: "M9 3.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11M13 13l4 4",
  menu: "M3.5 5.5h13M3.5 10h13M3.5 14.5h13",
  plus: "M10 4v12M4 10h12",
  clock: "M10 2.8a7.2 7.2 0 1 0 0 14.4 7.2 7.2 0 0 0 0-14.4M10 6v4.2l2.8 1.8",
  storm: "M6 12.2a3.4 3.4 0 0 1-.2-6.7 4.4 4.4 0 0 1 8.4-.4 3.2 3.2 0 0 1 .3 6.6M10.8 9.5 8.5 13h3L9.2 16.8",
  globe:
    "M10 2.8a7.2 7.2 0 1 0 0 14.4 7.2 7.2 0 0 0 0-14.4M2.8 10h14.4M10 2.8c-4.5 4.5-4.5 9.9 0 14.4M10 2.8c4.5 4.5 4.5 9.9 0 14.4",
  eye: "M2.5 10S5 5 10 5s7.5 5 7.5 5-2.5 5-7.5 5-7.5-5-7.5-5M10 7.8a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4",
  people:
    "M8 4a2.8 2.8 0 1 0 0 5.6A2.8 2.8 0 0 0 8 4M2.8 16c0-6 10.4-6 10.4 0M13 4.6a2.5 2.5 0 0 1 0 4.6M14.6 11.6c1.7.6 2.6 2 2.6 4.4",
  file: "M5.5 2.8h6l3.5 3.5v10.9h-9.5zM11.5 2.8v3.7h3.5",
  check: "M4.5 10.5l3.8 3.8L15.5 6.5",
  bold: "M6 4h4.7a3 3 0 0 1 0 6H6zM6 10h5.4a3 3 0 0 1 0 6H6z",
  italic: "M8.5 4h5M6.5 16h5M11 4 9 16",
  strike:
    "M3.5 10h13M13.5 6.3C12.8 4.6 11.6 4 10 4 7.800 4 6.500 5.300 6.500 6.700c0 1.300.9 2 2 2.500M6.300 13.400c.5 1.700 1.900 2.600 3.800 2.600 2.300 0 3.600-1.300 3.600-2.900 0-.5-.1-.8-.3-1.200",
  code: "M7 6l-4 4 4 4M13 6l4 4-4 4",
  home: "M3.500 9.500 10 4l6.500 5.500M5.500 8.500v7.500h9V8.500",
};
const HEAVY = new Set(["more", "check", "bold"]);

/** One icon by name. */
export function icon(name) {
  const drawing = svg("svg", {
    viewBox: "0 0 20 20",
    class: `icon icon-${name}`,
    "aria-hidden": "true",
    focusable: "false",
  });
  if (name === "send")
    drawing.append(svg("path", { d: "M3 3.600 17.500 10 3 16.400l1.600-5.400L11 10 4.600 9z", fill: "currentColor" }));
  else {
    drawing.append(
      svg("path", {
        d: STROKES[name],
        fill: "none",
        stroke: "currentColor",
        "stroke-width": HEAVY.has(name) ? 2.2 : 1.5,
        "stroke-linecap": "round",
        "stroke-linejoin": "round",
      }),
    );
  }
  return drawing;
}
