/** A person's face: their initials on their colour. */

import { el } from "./dom.js";
import { userOf } from "./workspace.js";

/** A square avatar; decoration only, the name always stands beside it. `size` is s (20 px), m (24), l (36). */
export function avatar(id, size = "l") {
  const user = userOf(id);
  const face = el(
    "span",
    { class: `avatar avatar-${size}${user.is_bot ? " avatar-bot" : ""}`, "aria-hidden": "true" },
    user.initials || (user.real_name || user.name).slice(0, 1).toUpperCase(),
  );
  if (/^#[0-9a-f]{3,8}$/i.test(user.color ?? "")) face.style.backgroundColor = user.color;
  return face;
}
