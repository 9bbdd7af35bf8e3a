/** Block Kit's data_visualization as SVG, with the same figures in a table for those who cannot see it. */

import { el, svg } from "./dom.js";
import { language, say } from "./words.js";

// Told apart in grey and by colour-blind eyes through marks and dashes as well; each at least 3:1 on white.
const COLOURS = [
  "#1264a3",
  "#b5530a",
  "#007a5a",
  "#8a2f8f",
  "#c01343",
  "#0b7285",
  "#7a5c00",
  "#4b4fc4",
  "#5b6b00",
  "#a0466b",
  "#3d5a80",
  "#6b4226",
];
const DASHES = ["", "6 4", "2 3", "8 3 2 3"];
const WIDE = 640;
const HIGH = 280;
const EDGE = { top: 12, right: 14, bottom: 44, left: 56 };

/** One chart: line, bar, area or pie. */
export function chart(block) {
  const drawing = block.chart ?? block;
  const title = typeof block.title === "string" ? block.title : (block.title?.text ?? "");
  const pie = drawing.type === "pie";
  const series = pie ? [{ name: title, data: drawing.segments ?? [] }] : (drawing.series ?? []);
  const labels = pie
    ? series[0].data.map((point) => point.label)
    : (drawing.axis_config?.categories ?? series[0]?.data.map((point) => point.label) ?? []);
  const image = svg("svg", {
    viewBox: `0 0 ${WIDE} ${HIGH}`,
    role: "img",
    "aria-label": `${title}. ${say("The figures follow as a table.")}`,
    class: "chart-image",
  });
  if (pie) slices(image, series[0].data);
  else graph(image, drawing, series, labels);
  return el(
    "figure",
    { class: "chart", dataset: { chart: drawing.type } },
    el("figcaption", { class: "chart-title" }, title),
    image,
    legend(pie ? labels : series.map((line) => line.name), drawing.type),
    figures(title, series, labels, pie),
  );
}

function number(value) {
  return new Intl.NumberFormat(language(), { maximumFractionDigits: 2 }).format(value);
}

function valueAt(line, label, at) {
  const point = line.data.find((each) => each.label === label) ?? line.data[at];
  return Number.isFinite(point?.value) ? point.value : null;
}

/** Round steps for an axis, five or so: 0, 20, 40 … */
function steps(least, most) {
  const raw = (most - least || 1) / 4;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 2.5, 5, 10].map((times) => times * power).find((size) => size >= raw);
  const first = Math.floor(least / step);
  const last = Math.ceil(most / step);
  return Array.from({ length: last - first + 1 }, (_, at) => (first + at) * step);
}

function graph(image, drawing, series, labels) {
  const values = series
    .flatMap((line) => labels.map((label, at) => valueAt(line, label, at)))
    .filter((value) => value !== null);
  const ticks = steps(Math.min(0, ...values), Math.max(0, ...values));
  const [low, high] = [ticks[0], ticks.at(-1)];
  const y = (value) => EDGE.top + ((high - value) / (high - low || 1)) * (HIGH - EDGE.top - EDGE.bottom);
  const room = (WIDE - EDGE.left - EDGE.right) / Math.max(1, labels.length);
  const x = (at) => EDGE.left + room * (at + 0.5);
  for (const tick of ticks) {
    image.append(
      svg("line", {
        x1: EDGE.left,
        x2: WIDE - EDGE.right,
        y1: y(tick),
        y2: y(tick),
        class: tick === 0 ? "axis" : "grid",
      }),
      svg("text", { x: EDGE.left - 8, y: y(tick) + 4, class: "tick-label end" }, number(tick)),
    );
  }
  // With many points every second or third label still tells the tale.
  const every = Math.ceil(labels.length / Math.floor((WIDE - EDGE.left) / 62));
  labels.forEach(
    (label, at) =>
      at % every === 0 &&
      image.append(
        svg(
          "text",
          { x: x(at), y: HIGH - EDGE.bottom + 16, class: "tick-label middle" },
          cut(label, Math.max(6, Math.floor((room * every) / 7))),
        ),
      ),
  );
  const { x_axis_label: across, y_axis_label: up, x_label: acrossToo, y_label: upToo } = drawing.axis_config ?? {};
  if (across ?? acrossToo)
    image.append(svg("text", { x: WIDE / 2, y: HIGH - 6, class: "axis-label middle" }, across ?? acrossToo));
  if (up ?? upToo)
    image.append(
      svg(
        "text",
        { x: 12, y: HIGH / 2, class: "axis-label middle", transform: `rotate(-90 12 ${HIGH / 2})` },
        up ?? upToo,
      ),
    );
  const draw = drawing.type === "bar" ? bars : curve;
  series.forEach((line, at) =>
    draw(image, { line, at, of: series.length, labels, x, y, room, area: drawing.type === "area" }),
  );
}

function cut(text, most) {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

function bars(image, { line, at, of, labels, x, y, room }) {
  const wide = Math.min(46, (room * 0.7) / of);
  labels.forEach((label, place) => {
    const value = valueAt(line, label, place);
    if (value === null) return;
    const left = x(place) - (wide * of) / 2 + wide * at;
    const bar = svg("rect", {
      x: left + 1,
      y: Math.min(y(value), y(0)),
      width: Math.max(1, wide - 2),
      height: Math.abs(y(value) - y(0)),
      rx: 2,
      fill: COLOURS[at % COLOURS.length],
    });
    bar.append(svg("title", {}, `${line.name}, ${label}: ${number(value)}`));
    image.append(bar);
  });
}

function curve(image, { line, at, labels, x, y, area }) {
  const points = labels
    .map((label, place) => [x(place), valueAt(line, label, place), label])
    .filter(([, value]) => value !== null);
  if (!points.length) return;
  const path = points.map(([left, value], step) => `${step ? "L" : "M"}${left} ${y(value)}`).join("");
  const colour = COLOURS[at % COLOURS.length];
  if (area)
    image.append(
      svg("path", {
        d: `${path}L${points.at(-1)[0]} ${y(0)}L${points[0][0]} ${y(0)}Z`,
        fill: colour,
        "fill-opacity": 0.18,
      }),
    );
  image.append(
    svg("path", {
      d: path,
      fill: "none",
      stroke: colour,
      "stroke-width": 2.5,
      "stroke-linejoin": "round",
      "stroke-dasharray": DASHES[at % DASHES.length],
    }),
  );
  for (const [left, value, label] of points) {
    const dot = svg("circle", { cx: left, cy: y(value), r: 4, fill: colour, stroke: "#fff", "stroke-width": 1.5 });
    dot.append(svg("title", {}, `${line.name}, ${label}: ${number(value)}`));
    image.append(dot);
  }
}

function slices(image, segments) {
  const total = segments.reduce((sum, segment) => sum + Math.max(0, segment.value), 0);
  const [middle, height, radius] = [WIDE / 2, HIGH / 2, HIGH / 2 - 16];
  let angle = -Math.PI / 2;
  segments.forEach((segment, at) => {
    const share = total ? Math.max(0, segment.value) / total : 0;
    if (!share) return;
    const end = angle + share * 2 * Math.PI;
    const spot = (turn, far = radius) => `${middle + far * Math.cos(turn)} ${height + far * Math.sin(turn)}`;
    const colour = COLOURS[at % COLOURS.length];
    const shape =
      share > 0.9999
        ? svg("circle", { cx: middle, cy: height, r: radius, fill: colour })
        : svg("path", {
            d: `M${middle} ${height}L${spot(angle)}A${radius} ${radius} 0 ${share > 0.5 ? 1 : 0} 1 ${spot(end)}Z`,
            fill: colour,
            stroke: "#fff",
            "stroke-width": 2,
          });
    shape.append(svg("title", {}, `${segment.label}: ${number(segment.value)}`));
    image.append(shape);
    if (share > 0.06) {
      const [left, top] = spot((angle + end) / 2, radius * 0.66).split(" ");
      image.append(
        svg("text", { x: left, y: Number(top) + 4, class: "slice-label middle" }, `${Math.round(share * 100)}%`),
      );
    }
    angle = end;
  });
}

function legend(names, kind) {
  if (names.length < 2 && kind !== "pie") return null;
  return el(
    "ul",
    { class: "legend" },
    names.map((name, at) => {
      const key = svg("svg", { viewBox: "0 0 22 10", class: "legend-key", "aria-hidden": "true" });
      if (kind === "line" || kind === "area")
        key.append(
          svg("line", {
            x1: 0,
            x2: 22,
            y1: 5,
            y2: 5,
            stroke: COLOURS[at % COLOURS.length],
            "stroke-width": 3,
            "stroke-dasharray": DASHES[at % DASHES.length],
          }),
        );
      else key.append(svg("rect", { x: 6, y: 0, width: 10, height: 10, rx: 2, fill: COLOURS[at % COLOURS.length] }));
      return el("li", {}, key, name);
    }),
  );
}

function figures(title, series, labels, pie) {
  const head = el(
    "tr",
    {},
    el("th", { scope: "col" }, say("Label")),
    series.map((line) => el("th", { scope: "col" }, pie ? say("Value") : line.name)),
  );
  const rows = labels.map((label, at) =>
    el(
      "tr",
      {},
      el("th", { scope: "row" }, label),
      series.map((line) => el("td", {}, number(valueAt(line, label, at) ?? 0))),
    ),
  );
  return el("table", { class: "unseen" }, el("caption", {}, title), el("thead", {}, head), el("tbody", {}, rows));
}
