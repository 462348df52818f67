import { NetworkError, problemOf, SessionEndedError } from './problem';

/** Where an answer came from, for the freshness strip. */
export interface Trip {
  /** X-Cache: Hit, Miss, RefreshHit, … */
  edge: string;
  source: string;
  /** Seconds at the edge. */
  age: number | undefined;
  /** From the request to the whole answer. */
  ms: number;
}

export type Waiting = { reason: 'throttled' | 'unavailable'; seconds: number };

export interface Surroundings {
  fetch(request: Request): Promise<Response>;
  now(): number;
  sleep(ms: number): Promise<void>;
  newId(): string;
  token(): string | undefined;
  user(): string | undefined;
  /** Resolves when there is a token that is not the refused one, or none to be had. */
  refresh(refused: string | undefined): Promise<void>;
  fresh: { of(user: string): number | undefined; changed(user: string, value: number): void };
  /** A request waits for its next attempt, or (undefined) has ended. */
  waiting(request: string, state: Waiting | undefined): void;
}

const ATTEMPTS = 5;
const LONGEST_WAIT_S = 30;

interface Held {
  etag: string;
  body: ArrayBuffer;
  headers: Headers;
}

/**
 * All requests of the pages to the API: tokens, fresh values, entity tags, waits. The browser's own cache is not used,
 * as it would keep a user's data on disk and does not know whose they are.
 */
export class Transport {
  /** The last answer to each address, for If-None-Match. */
  readonly #held = new Map<string, Held>();
  readonly #trips = new WeakMap<Response, Trip>();

  constructor(private readonly around: Surroundings) {}

  /** What another user must not find. */
  forget(): void {
    this.#held.clear();
  }

  trip(response: Response): Trip | undefined {
    return this.#trips.get(response);
  }

  /** Sends it until it is answered. @throws NetworkError, SessionEndedError, ProblemError */
  send = async (request: Request): Promise<Response> => {
    const id = this.around.newId();
    try {
      return await this.#attempts(request, id);
    } finally {
      this.around.waiting(id, undefined);
    }
  };

  async #attempts(request: Request, id: string): Promise<Response> {
    let refreshed = false;
    for (let attempt = 1; ; attempt++) {
      const token = this.around.token();
      const response = await this.#once(request, id, token);
      this.around.waiting(id, undefined);
      if (response.status === 401 && !refreshed) {
        refreshed = true;
        await this.around.refresh(token);
        if (this.around.token() === undefined) {
          throw new SessionEndedError();
        }
      } else if (repeats(request, response.status) && attempt < ATTEMPTS) {
        const seconds = wait(response, attempt);
        this.around.waiting(id, { reason: response.status === 429 ? 'throttled' : 'unavailable', seconds });
        await this.around.sleep(seconds * 1000);
      } else if (response.ok) {
        return response;
      } else {
        throw await problemOf(response);
      }
    }
  }

  async #once(request: Request, id: string, token: string | undefined): Promise<Response> {
    if (token === undefined) {
      throw new SessionEndedError();
    }
    const user = this.around.user();
    const began = this.around.now();
    const key = request.url;
    const held = this.#held.get(key);
    const response = await this.#fetch(this.#prepared(request, id, token, held?.etag));
    if (this.around.user() !== user) {
      // Somebody else signed in meanwhile, or nobody is any more: the answer is not for this page.
      throw new SessionEndedError();
    }
    const answer = response.status === 304 && held !== undefined ? confirmed(held, response) : response;
    if (request.method === 'GET') {
      await this.#hold(key, answer, began);
    } else {
      this.#changed(answer);
    }
    return answer;
  }

  #prepared(request: Request, id: string, token: string, etag: string | undefined): Request {
    const url = new URL(request.url);
    const user = this.around.user();
    const fresh = user === undefined ? undefined : this.around.fresh.of(user);
    if (request.method === 'GET' && fresh !== undefined && !(Number(url.searchParams.get('fresh')) >= fresh)) {
      url.searchParams.set('fresh', String(fresh));
    }
    const prepared = new Request(url, request.clone());
    prepared.headers.set('Authorization', `Bearer ${token}`);
    prepared.headers.set('X-Correlation-Id', id);
    if (request.method === 'GET' && etag !== undefined) {
      prepared.headers.set('If-None-Match', etag);
    }
    return prepared;
  }

  async #fetch(request: Request): Promise<Response> {
    try {
      return await this.around.fetch(request);
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') {
        throw error;
      }
      throw new NetworkError();
    }
  }

  async #hold(key: string, response: Response, began: number): Promise<void> {
    const etag = response.headers.get('ETag');
    const body = await response.clone().arrayBuffer();
    if (response.ok && etag !== null) {
      this.#held.set(key, { etag, body, headers: response.headers });
    }
    const age = response.headers.get('Age');
    this.#trips.set(response, {
      edge: (response.headers.get('X-Cache') ?? '').replace(' from cloudfront', ''),
      source: response.headers.get('X-View-Source') ?? '',
      age: age === null ? undefined : Number(age),
      ms: Math.round(this.around.now() - began),
    });
  }

  #changed(response: Response): void {
    const value = response.headers.get('X-Fresh-After');
    const user = this.around.user();
    if (value !== null && user !== undefined) {
      this.around.fresh.changed(user, Number(value));
    }
  }
}

/** A 304 has the newest headers, and the body that is held. */
function confirmed(held: Held, response: Response): Response {
  const headers = new Headers(held.headers);
  for (const name of ['Age', 'X-Cache', 'X-View-Source', 'X-Loaded-At', 'X-Correlation-Id']) {
    const value = response.headers.get(name);
    if (value === null) {
      headers.delete(name);
    } else {
      headers.set(name, value);
    }
  }
  return new Response(held.body, { status: 200, headers });
}

/**
 * A 429 was not carried out. A 503 may have been: only what may be done twice is sent again. A PUT with If-Match may not,
 * as its second answer would be a conflict with its first.
 */
function repeats(request: Request, status: number): boolean {
  return status === 429 || (status === 503 && request.method !== 'PUT' && (request.method !== 'POST' || isRepeatable(request)));
}

function isRepeatable(request: Request): boolean {
  return request.headers.has('Idempotency-Key') || /\/(follow|read)$/.test(new URL(request.url).pathname);
}

function wait(response: Response, attempt: number): number {
  const told = Number(response.headers.get('Retry-After'));
  return Math.min(told > 0 ? told : 2 ** (attempt - 1), LONGEST_WAIT_S);
}
