import { onForget, userId } from '../session/session';

/** No copy at the edge lives longer: the MaxTTL of the views' cache policy. */
const LONGEST_COPY_MS = 60 * 60 * 1000;

const PREFIX = 'freshet.fresh.';

interface Kept {
  /** The greatest X-Fresh-After. */
  value: number;
  /** By this browser's clock: when the last change was answered. */
  changedAt: number;
}

export type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** The greatest X-Fresh-After that this browser was given for a user. Tabs share it: it is in localStorage. */
export class FreshValues {
  constructor(
    private readonly storage: Storage,
    private readonly now: () => number,
  ) {}

  /** What a read of this user sends as `fresh`; none an hour after the last change. */
  of(user: string): number | undefined {
    const kept = this.#read(user);
    return kept !== undefined && this.now() - kept.changedAt < LONGEST_COPY_MS ? kept.value : undefined;
  }

  /** A change was answered with this X-Fresh-After. A later change may have been given an earlier time. */
  changed(user: string, value: number): void {
    const kept: Kept = { value: Math.max(value, this.of(user) ?? 0), changedAt: this.now() };
    this.storage.setItem(PREFIX + user, JSON.stringify(kept));
  }

  /** The least value that no read was sent with: the edge has no copy for it, and Redis may answer. */
  unused(user: string): number {
    return (this.of(user) ?? 0) + 1;
  }

  forget(user: string): void {
    this.storage.removeItem(PREFIX + user);
  }

  #read(user: string): Kept | undefined {
    const text = this.storage.getItem(PREFIX + user);
    return text === null ? undefined : (JSON.parse(text) as Kept);
  }
}

export const freshValues = new FreshValues(localStorage, Date.now);

onForget(() => {
  const user = userId();
  if (user !== undefined) {
    freshValues.forget(user);
  }
});
