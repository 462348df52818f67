import type { paths } from '#contract/schema';
import createClient from 'openapi-fetch';
import { accessToken, onForget, refresh, userId } from '../session/session';
import { Store } from '../session/store';
import { freshValues } from './fresh';
import { type Trip, Transport, type Waiting } from './transport';

/** The longest wait of all requests that wait for their next attempt. */
export const waiting = new Store<Waiting | undefined>(undefined);

const waits = new Map<string, Waiting>();

function showWait(request: string, state: Waiting | undefined): void {
  if (state === undefined ? !waits.delete(request) : waits.set(request, state) === undefined) {
    return;
  }
  waiting.set([...waits.values()].sort((one, other) => other.seconds - one.seconds)[0]);
}

const transport = new Transport({
  fetch: (request) => fetch(request, { cache: 'no-store' }),
  now: () => performance.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  newId: () => `web-${crypto.randomUUID()}`,
  token: accessToken,
  user: userId,
  refresh,
  fresh: freshValues,
  waiting: showWait,
});

onForget(() => transport.forget());

/** The next reads are sent without entity tags: answers that only confirm what is held would count towards a lease. */
export const readWhole = (): void => transport.forget();

export const api = createClient<paths>({ baseUrl: location.origin, fetch: transport.send });

/** An answer with what else the pages need of it. */
export interface View<T> {
  data: T;
  etag: string | undefined;
  trip: Trip | undefined;
}

/** Of what openapi-fetch answers with. Errors were thrown by the transport. */
export async function view<T>(answered: Promise<{ data?: T; response: Response }>): Promise<View<T>> {
  const { data, response } = await answered;
  return {
    data: data as T,
    etag: response.headers.get('ETag') ?? undefined,
    trip: transport.trip(response),
  };
}
