/** What a page needs to connect, from POST /push/ticket. */
export interface PushTicket {
  ticket: string;
  url: string;
  now: number;
}

export interface PushOptions {
  /** Throws where there is no ticket to be had: it is asked for again later. */
  ticket: () => Promise<PushTicket>;
  open: (url: string) => WebSocket;
  /** These views changed, or, without names, any may have: read them with this `fresh`, or else past the edge's copies. */
  changed: (views: string[] | undefined, fresh: number | undefined) => void;
  /** In milliseconds, of a clock that is never set. */
  now: () => number;
  after: (ms: number, task: () => void) => () => void;
}

/** API Gateway closes a connection that is idle for 10 minutes. */
const PING_MS = 8 * 60 * 1000;
const FIRST_PAUSE_MS = 1_000;
const CONNECTING = 0;
const LONGEST_PAUSE_MS = 60_000;

/** A connection that is closed before it is open is an error to the browser's console. */
function leave(socket: WebSocket | undefined): void {
  if (socket?.readyState === CONNECTING) {
    socket.onopen = () => socket.close();
  } else {
    socket?.close();
  }
}

/** Connects, and connects again, until the returned function is called. Without a connection nothing else stops. */
export function follow({ ticket, open, changed, now, after }: PushOptions): () => void {
  let stopped = false;
  let pause = FIRST_PAUSE_MS;
  let socket: WebSocket | undefined;
  let wasOpen = false;
  let cancel = () => {};

  const again = () => {
    socket = undefined;
    cancel();
    if (!stopped) {
      cancel = after(pause * (0.5 + Math.random() / 2), () => void connect());
      pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
    }
  };

  const ping = (to: WebSocket) => {
    cancel = after(PING_MS, () => {
      to.send('ping');
      ping(to);
    });
  };

  const connect = async () => {
    try {
      const given = await ticket();
      const from = now();
      if (stopped) {
        return;
      }
      const to = open(`${given.url}?ticket=${encodeURIComponent(given.ticket)}`);
      socket = to;
      to.onopen = () => {
        pause = FIRST_PAUSE_MS;
        ping(to);
        // What changed before it was open was told to no one. After a gap that is read past all caches. A page that was
        // just loaded reads past the edge only: changes are told after they are evicted from Redis.
        changed(undefined, wasOpen ? Math.round(given.now + now() - from) : undefined);
        wasOpen = true;
      };
      to.onmessage = ({ data }: MessageEvent<string>) => {
        const told = JSON.parse(data) as { views: string[]; fresh: number };
        changed(told.views, told.fresh);
      };
      to.onclose = again;
    } catch {
      again();
    }
  };

  void connect();
  return () => {
    stopped = true;
    cancel();
    leave(socket);
  };
}
