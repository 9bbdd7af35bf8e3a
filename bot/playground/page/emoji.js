/** The emoji people use at work, by their Slack names. */

const TABLE = `
white_check_mark ✅|heavy_check_mark ✔️|ballot_box_with_check ☑️|x ❌|negative_squared_cross_mark ❎|warning ⚠️|no_entry ⛔|no_entry_sign 🚫|stop_sign 🛑|construction 🚧
red_circle 🔴|large_orange_circle 🟠|large_yellow_circle 🟡|large_green_circle 🟢|large_blue_circle 🔵|large_purple_circle 🟣|white_circle ⚪|black_circle ⚫
large_red_square 🟥|large_orange_square 🟧|large_yellow_square 🟨|large_green_square 🟩|large_blue_square 🟦|white_large_square ⬜|black_large_square ⬛
eyes 👀|eye 👁️|+1 👍|-1 👎|ok_hand 👌|clap 👏|raised_hands 🙌|pray 🙏|wave 👋|point_right 👉|point_left 👈|point_up ☝️|point_down 👇|muscle 💪|handshake 🤝|raising_hand 🙋|writing_hand ✍️
smile 😄|smiley 😃|grinning 😀|slightly_smiling_face 🙂|wink 😉|blush 😊|joy 😂|sweat_smile 😅|thinking_face 🤔|neutral_face 😐|disappointed 😞|cry 😢|sob 😭|scream 😱|sunglasses 😎|heart_eyes 😍|hugging_face 🤗|sleeping 😴|face_with_monocle 🧐|facepalm 🤦|shrug 🤷|zipper_mouth_face 🤐
tada 🎉|sparkles ✨|star ⭐|star2 🌟|fire 🔥|rocket 🚀|100 💯|trophy 🏆|medal 🏅|first_place_medal 🥇|dart 🎯|bulb 💡|heart ❤️|broken_heart 💔|blue_heart 💙|green_heart 💚|gift 🎁|balloon 🎈
calendar 📆|date 📅|spiral_calendar_pad 🗓️|clock9 🕘|alarm_clock ⏰|hourglass ⌛|hourglass_flowing_sand ⏳|stopwatch ⏱️|timer_clock ⏲️|watch ⌚
memo 📝|pencil ✏️|pencil2 ✏️|clipboard 📋|bar_chart 📊|chart_with_upwards_trend 📈|chart_with_downwards_trend 📉|page_facing_up 📄|page_with_curl 📃|bookmark_tabs 📑|open_file_folder 📂|file_folder 📁|card_index_dividers 🗂️|card_file_box 🗃️|newspaper 📰|books 📚|link 🔗|paperclip 📎|pushpin 📌|round_pushpin 📍|inbox_tray 📥|outbox_tray 📤|email 📧|envelope ✉️|package 📦|label 🏷️|mag 🔍|mag_right 🔎
bell 🔔|no_bell 🔕|loudspeaker 📢|mega 📣|speech_balloon 💬|thought_balloon 💭|left_speech_bubble 🗨️|phone ☎️|telephone_receiver 📞|iphone 📱|computer 💻|desktop_computer 🖥️|printer 🖨️|floppy_disk 💾
gear ⚙️|wrench 🔧|hammer 🔨|hammer_and_wrench 🛠️|toolbox 🧰|nut_and_bolt 🔩|battery 🔋|electric_plug 🔌|zap ⚡|factory 🏭|office 🏢|house 🏠|ship 🚢|truck 🚚|car 🚗|airplane ✈️|train 🚆|world_map 🗺️|globe_with_meridians 🌐
lock 🔒|unlock 🔓|key 🔑|shield 🛡️|ticket 🎫|scales ⚖️|moneybag 💰|dollar 💵|yen 💴|credit_card 💳
arrow_right ➡️|arrow_left ⬅️|arrow_up ⬆️|arrow_down ⬇️|arrow_upper_right ↗️|arrow_lower_right ↘️|arrows_counterclockwise 🔄|repeat 🔁|leftwards_arrow_with_hook ↩️|arrow_right_hook ↪️|rewind ⏪|fast_forward ⏩|double_vertical_bar ⏸️|arrow_forward ▶️|black_square_for_stop ⏹️|next_track_button ⏭️
question ❓|grey_question ❔|exclamation ❗|grey_exclamation ❕|bangbang ‼️|information_source ℹ️|heavy_plus_sign ➕|heavy_minus_sign ➖|heavy_multiplication_x ✖️|small_blue_diamond 🔹|small_orange_diamond 🔸|large_blue_diamond 🔷|small_red_triangle 🔺|small_red_triangle_down 🔻|triangular_flag_on_post 🚩|checkered_flag 🏁|white_flag 🏳️|rotating_light 🚨|new 🆕|ok 🆗|sos 🆘|cn 🇨🇳|us 🇺🇸
zero 0️⃣|one 1️⃣|two 2️⃣|three 3️⃣|four 4️⃣|five 5️⃣|six 6️⃣|seven 7️⃣|eight 8️⃣|nine 9️⃣|keycap_ten 🔟
bust_in_silhouette 👤|busts_in_silhouette 👥|crown 👑|robot_face 🤖|ghost 👻|snail 🐌|turtle 🐢|bug 🐛|seedling 🌱|herb 🌿|four_leaf_clover 🍀|sunny ☀️|partly_sunny ⛅|cloud ☁️|rain_cloud 🌧️|thunder_cloud_and_rain ⛈️|snowflake ❄️|rainbow 🌈|coffee ☕|tea 🍵|beers 🍻|cake 🍰|moon 🌔|crescent_moon 🌙
`;

const GLYPHS = new Map(
  TABLE.trim()
    .split(/[|\n]/)
    .map((entry) => entry.split(" ")),
);
const ALIASES = {
  thumbsup: "+1",
  thumbsdown: "-1",
  check: "heavy_check_mark",
  white_check: "white_check_mark",
  calendar_spiral: "spiral_calendar_pad",
  party: "tada",
  face_palm: "facepalm",
  email_envelope: "email",
  speaker: "loudspeaker",
  large_white_circle: "white_circle",
};
const NAMES = new Map([...GLYPHS].map(([name, glyph]) => [glyph, name]).reverse());

/** The people's favourites, shown first in the picker. */
export const FAVOURITES = ["white_check_mark", "eyes", "raised_hands", "+1", "pray", "tada"];

/** The character for a name without colons (skin tones are dropped), or null. */
export function glyphOf(name) {
  const bare = name.split("::")[0];
  return GLYPHS.get(ALIASES[bare] ?? bare) ?? null;
}

/** Up to `most` names that start with, or else contain, what was typed. */
export function emojiLike(typed, most = 8) {
  const wanted = typed.toLowerCase();
  const names = [...GLYPHS.keys()];
  const starts = names.filter((name) => name.startsWith(wanted));
  return [...starts, ...names.filter((name) => name.includes(wanted) && !name.startsWith(wanted))].slice(0, most);
}

/** Every name, in the table's order. */
export function emojiNames() {
  return [...GLYPHS.keys()];
}

const LONGEST_FIRST = [...NAMES.keys()].sort((one, other) => other.length - one.length);
const WRITTEN = new RegExp(LONGEST_FIRST.map((glyph) => glyph.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|"), "gu");

/** Text with emoji characters written by name, as Slack keeps them: "✅" becomes ":white_check_mark:". */
export function named(text) {
  return text.replace(WRITTEN, (glyph) => `:${NAMES.get(glyph)}:`);
}

/** Text with emoji names shown as characters; a name we do not know stays. */
export function drawn(text) {
  return text.replace(/:([a-z0-9_+'-]+):/g, (whole, name) => glyphOf(name) ?? whole);
}
