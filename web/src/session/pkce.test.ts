import { describe, expect, it } from 'vitest';
import { challengeOf, newAttempt } from './pkce';

describe('PKCE', () => {
  it('makes the challenge of the example in RFC 7636, appendix B', async () => {
    expect(await challengeOf('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe(
      'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    );
  });

  it('makes state, nonce and verifier that the contract takes, and never the same', () => {
    const one = newAttempt('/');
    const other = newAttempt('/');
    expect(one.verifier).toMatch(/^[A-Za-z0-9._~-]{43,128}$/);
    expect(one.nonce).toMatch(/^[A-Za-z0-9_-]{22,128}$/);
    expect(new Set([one.state, one.nonce, one.verifier, other.state, other.nonce, other.verifier]).size).toBe(6);
  });
});
