import type { components } from '#contract/schema';
import { config } from './config';
import { type Attempt, challengeOf, newAttempt } from './pkce';
import { Store } from './store';

export type Tokens = components['schemas']['Tokens'];
export type SignedInUser = Tokens['user'];

export type Session =
  | { state: 'unknown' }
  | { state: 'signed-in'; user: SignedInUser; accessToken: string }
  /** expired: there was a session in this tab, and the issuer ended it. */
  | { state: 'signed-out'; expired: boolean }
  /** The session could not be looked up: the network or the service is away. */
  | { state: 'unreachable' };

const SCOPES = 'openid email profile';
const ATTEMPT = 'freshet.sign-in';
const LOCK = 'freshet.refresh';
const LONGEST_FAREWELL_MS = 2_000;

/** Set while this browser may have a refresh cookie, which scripts cannot see: a first visit asks for nothing. */
const SIGNED_IN = 'freshet.signed-in';

export const session = new Store<Session>({ state: 'unknown' });

/** What must not outlive the user's session, in this tab: caches of all kinds. */
const forgetters: (() => void)[] = [];

export function onForget(forget: () => void): void {
  forgetters.push(forget);
}

type Message = { kind: 'signed-in'; tokens: Tokens } | { kind: 'signed-out' };

const channel = new BroadcastChannel('freshet.session');
channel.onmessage = ({ data }: MessageEvent<Message>) => {
  if (data.kind === 'signed-in') {
    take(data.tokens);
  } else if (session.get().state !== 'signed-out') {
    leave(false);
  }
};

function take(tokens: Tokens): void {
  const before = session.get();
  if (before.state !== 'signed-in' || before.user.id !== tokens.user.id) {
    forget();
  }
  localStorage.setItem(SIGNED_IN, 'yes');
  session.set({ state: 'signed-in', user: tokens.user, accessToken: tokens.accessToken });
}

function leave(expired: boolean): void {
  forget();
  localStorage.removeItem(SIGNED_IN);
  session.set({ state: 'signed-out', expired });
}

function forget(): void {
  for (const each of forgetters) {
    each();
  }
}

export function accessToken(): string | undefined {
  const now = session.get();
  return now.state === 'signed-in' ? now.accessToken : undefined;
}

export function userId(): string | undefined {
  const now = session.get();
  return now.state === 'signed-in' ? now.user.id : undefined;
}

function post(path: string, body?: unknown): Promise<Response> {
  return fetch(path, {
    method: 'POST',
    cache: 'no-store',
    headers: {
      'X-Requested-With': 'freshet',
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

let refreshing: Promise<void> | undefined;

/**
 * Gets a token that is not `refused`, by the cookie: one request at a time among all tabs, as the issuer may give each
 * refresh token out once only. A tab that waited takes what the one before it got.
 */
export function refresh(refused?: string): Promise<void> {
  refreshing ??= refreshOnce(refused);
  return refreshing;
}

async function refreshOnce(refused: string | undefined): Promise<void> {
  try {
    await navigator.locks.request(LOCK, () => refreshInTurn(refused));
  } finally {
    refreshing = undefined;
  }
}

async function refreshInTurn(refused: string | undefined): Promise<void> {
  const held = accessToken();
  if (held !== undefined && held !== refused) {
    return;
  }
  let response: Response;
  try {
    response = await post('/auth/refresh');
  } catch {
    return unreachable();
  }
  if (response.ok) {
    const tokens = (await response.json()) as Tokens;
    take(tokens);
    channel.postMessage({ kind: 'signed-in', tokens } satisfies Message);
  } else if (response.status === 401) {
    leave(localStorage.getItem(SIGNED_IN) !== null);
  } else {
    unreachable();
  }
}

/** A session that is at work stays so: its next request tries again. */
function unreachable(): void {
  if (session.get().state !== 'signed-in') {
    session.set({ state: 'unreachable' });
  }
}

/** Takes up the session that this browser has, if any. */
export async function resume(): Promise<void> {
  if (localStorage.getItem(SIGNED_IN) === null) {
    leave(false);
  } else {
    await refresh();
  }
}

export function callbackUrl(): string {
  return `${location.origin}/app/callback`;
}

/** Leaves the page for the issuer's sign-in page, or for the one to sign up. */
export async function signIn(returnTo: string, signUp = false): Promise<void> {
  const { authorizeUrl, signUpUrl, clientId, scope } = await config();
  const page = signUp ? (signUpUrl ?? authorizeUrl) : authorizeUrl;
  if (!page || !clientId) {
    throw new Error('config.json names no issuer');
  }
  const attempt = newAttempt(returnTo);
  sessionStorage.setItem(ATTEMPT, JSON.stringify(attempt));
  const url = new URL(page, location.origin);
  const parameters = {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: callbackUrl(),
    scope: scope ?? SCOPES,
    state: attempt.state,
    nonce: attempt.nonce,
    code_challenge: await challengeOf(attempt.verifier),
    code_challenge_method: 'S256',
  };
  for (const [name, value] of Object.entries(parameters)) {
    url.searchParams.set(name, value);
  }
  location.assign(url);
}

export type CallbackResult = { ok: true; returnTo: string } | { ok: false; reason: string };

/** What the issuer sent back becomes a session, if it answers the question that this tab asked. */
export async function completeSignIn(query: URLSearchParams): Promise<CallbackResult> {
  const kept = sessionStorage.getItem(ATTEMPT);
  sessionStorage.removeItem(ATTEMPT);
  const attempt = kept === null ? undefined : (JSON.parse(kept) as Attempt);
  const code = query.get('code');
  if (query.get('error') !== null) {
    return { ok: false, reason: 'The sign-in was not completed.' };
  }
  if (attempt === undefined || code === null || query.get('state') !== attempt.state) {
    return { ok: false, reason: 'This sign-in was not started in this tab, or it was used before.' };
  }
  let response: Response;
  try {
    response = await post('/auth/exchange', {
      code,
      codeVerifier: attempt.verifier,
      redirectUri: callbackUrl(),
      nonce: attempt.nonce,
    });
  } catch {
    return { ok: false, reason: 'The network is away.' };
  }
  if (!response.ok) {
    return { ok: false, reason: 'The sign-in was not accepted.' };
  }
  const tokens = (await response.json()) as Tokens;
  take(tokens);
  channel.postMessage({ kind: 'signed-in', tokens } satisfies Message);
  return { ok: true, returnTo: attempt.returnTo };
}

/** Push connections of this user. Another device that stays signed in connects again. Signing out does not depend on it. */
async function closeConnections(): Promise<void> {
  const token = accessToken();
  if (token === undefined) {
    return;
  }
  await fetch('/push/connections', {
    method: 'DELETE',
    headers: { Authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(LONGEST_FAREWELL_MS),
  }).catch(() => undefined);
}

/** Ends the session here, in other tabs and at the issuer. Nothing of the user is left on the page by then. */
export async function signOut(): Promise<void> {
  let logoutUrl: string | undefined;
  try {
    await closeConnections();
    const response = await post('/auth/logout');
    logoutUrl = response.ok ? ((await response.json()) as components['schemas']['SignedOut']).logoutUrl : undefined;
  } finally {
    leave(false);
    channel.postMessage({ kind: 'signed-out' } satisfies Message);
  }
  if (logoutUrl !== undefined) {
    location.replace(logoutUrl);
  }
}

/** A page that the browser took out of its back-forward cache asks anew whose it is. */
export function watchBackForwardCache(): void {
  addEventListener('pageshow', (event) => {
    if (event.persisted) {
      forget();
      session.set({ state: 'unknown' });
      void resume();
    }
  });
}
