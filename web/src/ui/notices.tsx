import { X } from 'lucide-react';
import { useEffect, useSyncExternalStore } from 'react';
import { waiting } from '../data/api';
import { ProblemError } from '../data/problem';
import { Store } from '../session/store';

export interface Notice {
  id: number;
  text: string;
  bad: boolean;
}

const notices = new Store<Notice[]>([]);
let last = 0;

export function notify(text: string, bad = false): void {
  notices.set([...notices.get().slice(-2), { id: ++last, text, bad }]);
}

/** What a change that failed tells the user: the problem's own title. */
export function notifyOf(error: unknown): void {
  notify(error instanceof ProblemError ? `${error.problem.title}. ${error.problem.message}` : 'The network is away. Nothing was changed.', true);
}

function dismiss(id: number): void {
  notices.set(notices.get().filter((each) => each.id !== id));
}

const online = {
  subscribe(listener: () => void) {
    addEventListener('online', listener);
    addEventListener('offline', listener);
    return () => {
      removeEventListener('online', listener);
      removeEventListener('offline', listener);
    };
  },
  get: () => navigator.onLine,
};

const DISMISSED_AFTER_MS = 6_000;

/** Over the page, so that nothing on it moves: offline, waits, and what became of changes. */
export function Notices() {
  const shown = useSyncExternalStore(notices.subscribe, notices.get);
  const wait = useSyncExternalStore(waiting.subscribe, waiting.get);
  const isOnline = useSyncExternalStore(online.subscribe, online.get);
  useEffect(() => {
    const oldest = shown.find((each) => !each.bad);
    const timer = oldest && setTimeout(() => dismiss(oldest.id), DISMISSED_AFTER_MS);
    return () => clearTimeout(timer);
  }, [shown]);
  return (
    <div className="notices" role="status" aria-live="polite">
      {!isOnline && <p className="notice plain warn">You are offline. What you see was loaded before.</p>}
      {wait && (
        <p className="notice plain warn">
          {wait.reason === 'throttled' ? 'Many requests at once' : 'The service is busy'}: trying again in {wait.seconds} s
        </p>
      )}
      {shown.map((each) => (
        <p key={each.id} className={each.bad ? 'notice bad' : 'notice'}>
          <span className="grow">{each.text}</span>
          <button type="button" className="icon-button" aria-label="Dismiss" onClick={() => dismiss(each.id)}>
            <X size={16} aria-hidden />
          </button>
        </p>
      ))}
    </div>
  );
}
