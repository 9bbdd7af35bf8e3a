/** Builds the page's elements. Text always enters as text: nothing a person wrote is ever parsed as HTML. */

/** An element with its attributes, listeners (`on`), `dataset` and children; a null child or attribute is left out. */
export function el(tag, traits = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(traits)) dress(node, name, value);
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

function dress(node, name, value) {
  if (value === null || value === undefined) return;
  if (name.startsWith("aria-")) return node.setAttribute(name, String(value));
  if (value === false) return;
  if (name === "class") node.className = value;
  else if (name === "on") for (const [event, act] of Object.entries(value)) node.addEventListener(event, act);
  else if (name === "dataset") {
    for (const [key, said] of Object.entries(value)) if (said !== null && said !== undefined) node.dataset[key] = said;
  } else if (name === "value" || name === "checked") node[name] = value;
  else if (name === "href" || name === "src") {
    const safe = safeLink(value);
    if (safe) node.setAttribute(name, safe);
  } else node.setAttribute(name, value === true ? "" : String(value));
}

/** The address when a browser may follow it (http or https, our own paths included); else null. */
export function safeLink(address) {
  try {
    const url = new URL(address, location.href);
    return url.protocol === "http:" || url.protocol === "https:" ? url.href : null;
  } catch {
    return null;
  }
}

const FOCUSABLE = "button, a[href], input, textarea, select, summary, [tabindex]";
const kept = new WeakMap();

/**
 * Shows `items` ({key, mark, make}) inside a container. A node whose mark did not change stays as it is, with its focus,
 * scrolling and half-typed text; focus inside a node that is made anew moves to the same spot of the new one.
 */
export function fill(container, items) {
  const before = kept.get(container) ?? new Map();
  const after = new Map();
  const active = container.contains(document.activeElement) ? document.activeElement : null;
  const row = active && [...before].find(([, entry]) => entry.node.contains(active));
  const trace = row && traceOf(active, row[1].node);
  for (const { key, mark, make } of items) {
    const old = before.get(key);
    after.set(key, old && old.mark === mark ? old : { mark, node: make() });
  }
  for (const [key, { node }] of before) if (after.get(key)?.node !== node) node.remove();
  let place = container.firstChild;
  for (const { node } of after.values()) {
    if (node === place) place = place.nextSibling;
    else container.insertBefore(node, place);
  }
  kept.set(container, after);
  if (row && !container.contains(document.activeElement)) refocus(after.get(row[0])?.node, trace);
}

function traceOf(active, node) {
  const { actionId, testid, option } = active.dataset;
  const parts = [
    actionId && `[data-action-id="${CSS.escape(actionId)}"]`,
    testid && `[data-testid="${CSS.escape(testid)}"]`,
  ];
  if (option) parts.push(`[data-option="${CSS.escape(option)}"]`);
  return {
    selector: parts.filter(Boolean).join(""),
    at: [...node.querySelectorAll(FOCUSABLE)].indexOf(active),
    self: node === active,
  };
}

function refocus(node, trace) {
  if (!node) return;
  const twin = trace.self
    ? node
    : (trace.selector && node.querySelector(trace.selector)) || node.querySelectorAll(FOCUSABLE)[trace.at];
  (twin ?? node).focus({ preventScroll: true });
}

/** Moves focus among the elements a selector finds inside `list`, by arrow keys, Home and End; true when the key was ours. */
export function walk(list, selector, event) {
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  if (!(event.key in steps) && event.key !== "Home" && event.key !== "End") return false;
  const stops = [...list.querySelectorAll(selector)].filter((node) => node.getClientRects().length);
  if (!stops.length) return false;
  const here = stops.findIndex((node) => node === document.activeElement || node.contains(document.activeElement));
  let next = event.key === "Home" ? 0 : event.key === "End" ? stops.length - 1 : here + steps[event.key];
  next = Math.max(0, Math.min(stops.length - 1, next));
  for (const node of stops) node.tabIndex = node === stops[next] ? 0 : -1;
  stops[next].focus();
  stops[next].scrollIntoView({ block: "nearest" });
  event.preventDefault();
  return true;
}

const SVG = "http://www.w3.org/2000/svg";

/** An SVG element; `text` children only, as everywhere. */
export function svg(tag, traits = {}, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(traits))
    if (value !== null && value !== undefined) node.setAttribute(name, String(value));
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}
