/** What one sign-in keeps until the issuer sends the user back: RFC 7636 and OpenID Connect's nonce. */
export interface Attempt {
  state: string;
  nonce: string;
  verifier: string;
  returnTo: string;
}

function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

function random(): string {
  return base64Url(crypto.getRandomValues(new Uint8Array(32)));
}

export function newAttempt(returnTo: string): Attempt {
  return { state: random(), nonce: random(), verifier: random(), returnTo };
}

/** S256 of RFC 7636, section 4.2. */
export async function challengeOf(verifier: string): Promise<string> {
  return base64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))));
}
