/** Speaks to the playground's server: fetches, deeds, and the stream of what happens. */

const token = document.querySelector('meta[name="playground-token"]').content;

/** The JSON at one of our own addresses; raises when the server refuses. */
export async function fetchJson(address) {
  const answer = await fetch(address, { headers: { "X-Playground-Token": token } });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

/** Does one deed; the answer is always {ok, …}, with a sentence in `error` when it did not succeed. */
export async function post(deed, body) {
  const sent =
    body instanceof FormData
      ? { body, headers: {} }
      : { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } };
  try {
    const answer = await fetch(`/page/${deed}`, {
      method: "POST",
      body: sent.body,
      headers: { ...sent.headers, "X-Playground-Token": token },
    });
    const said = await answer.json().catch(() => ({}));
    return answer.ok ? said : { ok: false, error: said.error ?? `HTTP ${answer.status}` };
  } catch {
    return { ok: false, error: "", unreachable: true };
  }
}

/** Whether the server was started anew since this page came from it: then it no longer knows our token. */
async function isOutdated() {
  try {
    const answer = await fetch("/page/words?language=en", { headers: { "X-Playground-Token": token } });
    return answer.status === 403;
  } catch {
    return false;
  }
}

const PATIENCE_MS = [250, 500, 1000, 2000, 4000];

/** Follows what one person sees, from `seq` on; connects again after every loss until `stop` is called. */
export class Stream {
  constructor(user, seq, hear, tell) {
    Object.assign(this, { user, seq, hear, tell, losses: 0, stopped: false });
    this.#connect();
  }

  stop() {
    this.stopped = true;
    clearTimeout(this.waiting);
    this.socket?.close();
  }

  #connect() {
    const where = new URLSearchParams({ user: this.user, token, seq: this.seq });
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    this.socket = new WebSocket(`${scheme}://${location.host}/page/stream?${where}`);
    this.socket.onopen = () => {
      this.losses = 0;
      this.tell(true);
    };
    this.socket.onmessage = ({ data }) => {
      if (this.stopped) return;
      const event = JSON.parse(data);
      if (event.seq !== undefined) this.seq = event.seq;
      this.hear(event);
    };
    this.socket.onclose = async () => {
      if (this.stopped) return;
      this.tell(false);
      if (await isOutdated()) return location.reload();
      this.waiting = setTimeout(() => this.#connect(), PATIENCE_MS[Math.min(this.losses++, PATIENCE_MS.length - 1)]);
    };
  }
}
