import { useSyncExternalStore } from 'react';
import { type Change, type Live, type Read, type Source, type Summary, withChange, withRead } from './model';

export type Connection = 'connecting' | 'live' | 'lost' | 'none';

export interface State extends Live {
  connection: Connection;
  source: Source | undefined;
  summary: Summary | undefined;
}

const RETRY_MS = 2_000;
/** A stack is asked for its figures: CloudWatch has them by the minute. */
const POLL_MS = 10_000;

let state: State = { connection: 'connecting', source: undefined, summary: undefined, changes: [], reads: [] };
const listeners = new Set<() => void>();
let waiting: State | undefined;

/** At most one rendering for each frame, however many events come. */
function set(next: Partial<State>): void {
  if (waiting === undefined) {
    requestAnimationFrame(() => {
      state = waiting ?? state;
      waiting = undefined;
      listeners.forEach((listener) => listener());
    });
  }
  waiting = { ...(waiting ?? state), ...next };
}

const now = (): State => waiting ?? state;

export const useFeed = (): State =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => state,
  );

interface Whole {
  source: Source;
  summary: Summary;
  changes: Change[];
  reads: Read[];
}

export async function call<T>(path: string, init?: RequestInit): Promise<T> {
  const answer = await fetch(`/ops/api${path}`, { cache: 'no-store', ...init });
  if (!answer.headers.get('Content-Type')?.startsWith('application/json')) {
    throw new Error(answer.ok || answer.status === 404 ? 'no console here' : `the console answers ${answer.status}`);
  }
  const body = (await answer.json()) as T & { message?: string };
  if (!answer.ok) {
    throw new Error(body.message ?? `the console answers ${answer.status}`);
  }
  return body;
}

/** Follows the system for as long as the page is open. */
export async function follow(): Promise<void> {
  for (;;) {
    try {
      const whole = await call<Whole>('/state');
      set({ ...whole, connection: 'live' });
      await (whole.source.kind === 'local' ? events() : new Promise((done) => setTimeout(done, POLL_MS)));
    } catch (failure) {
      set({ connection: failure instanceof Error && failure.message === 'no console here' ? 'none' : 'lost' });
      await new Promise((done) => setTimeout(done, RETRY_MS));
    }
  }
}

/** Resolves when the connection is lost: then the whole is read anew. */
function events(): Promise<void> {
  return new Promise((done) => {
    const source = new EventSource('/ops/api/events');
    // What came between the whole and the first event is in the whole of now.
    source.onopen = () => void call<Whole>('/state').then((whole) => set({ ...whole, connection: 'live' }));
    source.addEventListener('change', (event) => set(withChange(now(), JSON.parse(event.data as string) as Change)));
    source.addEventListener('read', (event) => set(withRead(now(), JSON.parse(event.data as string) as Read)));
    source.addEventListener('summary', (event) => set({ summary: JSON.parse(event.data as string) as Summary }));
    source.onerror = () => {
      source.close();
      set({ connection: 'lost' });
      setTimeout(done, 500);
    };
  });
}
