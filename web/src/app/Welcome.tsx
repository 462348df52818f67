import { useEffect, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { completeSignIn, refresh, signIn } from '../session/session';
import { Brand } from './Shell';

export function Welcome({ expired }: { expired: boolean }) {
  const [path] = useLocation();
  const [failed, setFailed] = useState(false);
  const go = (signUp: boolean) => void signIn(path, signUp).catch(() => setFailed(true));
  return (
    <main className="door">
      <title>Freshet</title>
      <Brand />
      <h1>{expired ? 'Your session has ended' : 'Your orders and people, up to date'}</h1>
      <p className="muted">
        {expired
          ? 'Sign in again to go on where you were.'
          : 'Every change that you make shows at once, on this device and on your others.'}
      </p>
      <div className="line-up">
        <button type="button" className="button primary" onClick={() => go(false)}>
          Sign in
        </button>
        {!expired && (
          <button type="button" className="button" onClick={() => go(true)}>
            Create an account
          </button>
        )}
      </div>
      {failed && (
        <p role="alert" className="small">
          The sign-in page is not available. Try again in a moment.
        </p>
      )}
    </main>
  );
}

/** The one page that a sign-in comes back to. It is left at once, so that Back does not lead to it. */
export function Callback() {
  const [, navigate] = useLocation();
  const search = useSearch();
  const [reason, setReason] = useState<string>();
  useEffect(() => {
    void complete(search).then((result) => {
      if (result.ok) {
        navigate(result.returnTo, { replace: true });
      } else {
        setReason(result.reason);
      }
    });
  }, [search, navigate]);
  return (
    <main className="door" aria-busy={reason === undefined}>
      <title>Signing in · Freshet</title>
      <Brand />
      <h1>{reason === undefined ? 'Signing in…' : 'You are not signed in'}</h1>
      {reason !== undefined && (
        <>
          <p className="muted" role="alert">
            {reason}
          </p>
          <button type="button" className="button primary" onClick={() => void signIn('/')}>
            Sign in
          </button>
        </>
      )}
    </main>
  );
}

/** Once for an answer of the issuer, however often React runs the effect. */
let completed: { search: string; result: ReturnType<typeof completeSignIn> } | undefined;

function complete(search: string): ReturnType<typeof completeSignIn> {
  if (completed?.search !== search) {
    completed = { search, result: completeSignIn(new URLSearchParams(search)) };
  }
  return completed.result;
}

export function Unreachable() {
  useEffect(() => {
    const again = () => void refresh();
    addEventListener('online', again);
    return () => removeEventListener('online', again);
  }, []);
  return (
    <main className="door">
      <title>Freshet</title>
      <Brand />
      <h1>Freshet cannot be reached</h1>
      <p className="muted">The network or the service is away. Nothing of yours is lost.</p>
      <button type="button" className="button primary" onClick={() => void refresh()}>
        Try again
      </button>
    </main>
  );
}
