import { api, readWhole } from '../data/api';
import { freshValues } from '../data/fresh';
import { refetch } from '../data/queries';
import { follow } from '../push';

/** Where a view shows that is not called like its query. */
const SHOWN_IN: Record<string, string[]> = { card: ['people'] };

/** Reads again what another tab or device has changed. Returns what ends it. */
export function followChanges(user: string): () => void {
  const stop = follow({
    ticket: async () => {
      const { data } = await api.POST('/push/ticket');
      if (data === undefined) {
        throw new Error('no ticket');
      }
      return data;
    },
    open: (url) => new WebSocket(url),
    changed: (views, fresh) => {
      if (fresh === undefined) {
        readWhole();
      }
      freshValues.changed(user, fresh ?? freshValues.unused(user));
      void refetch(...(views ?? ['dashboard', 'orders', 'profile', 'notifications', 'followers', 'following', 'preferences']).flatMap((view) => [view, ...(SHOWN_IN[view] ?? [])]));
    },
    now: () => performance.now(),
    after: (ms, task) => {
      const timer = setTimeout(task, ms);
      return () => clearTimeout(timer);
    },
  });
  return stop;
}
