/** What this page is showing, and what its parts ask of it. `app.js` gives the deeds their bodies. */

export const page = {
  place: null, // a channel's id, or "home"
  thread: null, // {channel, ts} of the open thread
  editing: null, // {channel, ts} of the message being edited
  newLine: null, // the last message read when the open channel was opened
  connected: true,
  narrowSidebar: false, // at narrow widths: whether the sidebar is out
  drafts: new Map(), // half-typed text by person, place and thread
  forms: new Map(), // half-filled forms by message or view

  redraw: () => {},
  open: () => {},
  openThread: () => {},
  closeThread: () => {},
  goTo: () => {},
  actAs: () => {},
  setLanguage: () => {},
};
