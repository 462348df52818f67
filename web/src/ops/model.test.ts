import { describe, expect, it } from 'vitest';
import {
  type Change,
  itemsOf,
  type Live,
  MOST_CHANGES,
  MOST_READS,
  nameOf,
  ofUser,
  type Read,
  rates,
  shares,
  stateOf,
  ticks,
  waterfall,
  withChange,
  withRead,
} from './model';

const T = 1_000_000;

const change = (extra: Change['steps'] = []): Change => ({
  id: 'c',
  user: 'alice',
  name: 'Alice',
  at: T,
  steps: [
    { kind: 'COMMITTED', at: T, details: ['ORDER', 'ORDER', 'STATS'] },
    { kind: 'PUBLISHED', at: T + 40, details: ['orders', 'dashboard'] },
    { kind: 'EVICTED', at: T + 60, details: ['orders', 'dashboard'] },
    ...extra,
  ],
});

const read = (at: number, extra: Partial<Read> = {}): Read => ({
  at: T + at,
  user: 'alice',
  view: 'orders',
  path: '/orders',
  status: 200,
  source: 'redis',
  result: 'Miss',
  ms: 3,
  loadedAt: T - 5_000,
  life: 4,
  fresh: null,
  ...extra,
});

describe('waterfall', () => {
  it('shows Redis first, and the edge one window later', () => {
    const shown = waterfall(
      change([
        { kind: 'PURGE_ISSUED', at: T + 2_100, details: ['u-alice.orders'] },
        { kind: 'PURGED', at: T + 2_300, details: [] },
      ]),
      [],
      T + 9_000,
    );

    expect(shown.lanes.map((lane) => [lane.name, lane.bars.map(({ from, to }) => [from, to])])).toEqual([
      ['Table', []],
      ['Stream → bus', [[0, 40]]],
      ['Redis', [[40, 60]]],
      ['Window', [[60, 2_100]]],
      ['Edge', [[2_100, 2_300]]],
    ]);
    expect(shown.total).toBe(2_300);
    expect(shown.done).toBe(true);
  });

  it('grows a bar whose end has not come', () => {
    const shown = waterfall(change(), [], T + 300);

    expect(shown.lanes[3]?.bars).toMatchObject([{ from: 60, to: 300 }]);
    expect(shown.done).toBe(false);
  });

  it('has no window where no lease was found', () => {
    const shown = waterfall(change([{ kind: 'NO_LEASE_FOUND', at: T + 60, details: [] }]), [], T + 300);

    expect(shown.lanes[3]).toMatchObject({ bars: [], note: 'no lease found' });
    expect(shown.done).toBe(true);
  });

  it('shows the reads of that user and of the changed views only', () => {
    const reads = [read(10), read(20, { user: 'bob' }), read(30, { view: 'profile' }), read(40, { status: 503 })];

    expect(waterfall(change(), reads, T + 300).dots.map((dot) => dot.at)).toEqual([10]);
  });

  it('is as long as the steps and the reads that follow at once', () => {
    const done = change([{ kind: 'NO_LEASE_FOUND', at: T + 60, details: [] }]);

    expect(waterfall(done, [], T + 300).to).toBeLessThan(500);
    expect(waterfall(done, [read(900), read(9_000)], T + 9_000).to).toBeCloseTo(1.12 * 900);
  });

  it('marks the reads that asked for the change, and not for an earlier one', () => {
    const reads = [read(10, { fresh: T - 1 }), read(20, { fresh: T }), read(30)];

    expect(waterfall(change(), reads, T + 300).dots.map((dot) => dot.asked)).toEqual([false, true, false]);
  });

  it('shows a lease of before until its purge', () => {
    const shown = waterfall(
      change([{ kind: 'PURGED', at: T + 2_300, details: [] }]),
      [read(-100, { life: 600 }), read(-50, { life: 4, view: 'dashboard' })],
      T + 9_000,
    );

    expect(shown.lanes.at(-1)).toMatchObject({ name: 'Lease', bars: [{ from: -100, to: 2_300 }] });
  });

  it('shows no lease that an earlier change has ended', () => {
    const shown = waterfall(change([{ kind: 'NO_LEASE_FOUND', at: T + 60, details: [] }]), [read(-100, { life: 600 })], T + 300);

    expect(shown.lanes.map((lane) => lane.name)).not.toContain('Lease');
  });
});

it('never shows a purge as accepted after it took effect', () => {
  const shown = waterfall(
    change([
      { kind: 'PURGED', at: T + 2_300, details: [] },
      { kind: 'PURGE_ISSUED', at: T + 2_500, details: [] },
    ]),
    [],
    T + 9_000,
  );

  expect(shown.lanes[4]).toMatchObject({ note: 'effective +2300 ms', bars: [{ from: 2_300, to: 2_300 }] });
});

describe('a change', () => {
  it('has the name of its user, or the beginning of an id that says nothing', () => {
    const unknown = { ...change(), name: null };

    expect(nameOf(change())).toBe('Alice');
    expect(nameOf(unknown)).toBe('alice');
    expect(nameOf({ ...unknown, user: 'c95d841c-ad15-45aa-bd28-c247b6f59d98' })).toBe('c95d841c…');
    expect(nameOf({ ...unknown, user: 'p-tea' })).toBe('product tea');
  });

  it('is found by name and id', () => {
    const nora = { ...change(), id: 'n', user: 'c95d841c-ad15', name: 'Nora' };

    expect(ofUser([change(), nora], 'nora')).toEqual([nora]);
    expect(ofUser([change(), nora], 'c95d')).toEqual([nora]);
    expect(ofUser([change(), nora], '')).toHaveLength(2);
  });

  it('names first what tells changes apart', () => {
    const steps: Change['steps'] = [{ kind: 'COMMITTED', at: T, details: ['STATS', 'ORDER', 'ACTIVITY', 'NOTIFICATION_UNREAD'] }];

    expect(itemsOf({ ...change(), steps })).toEqual(['order', 'notification', 'stats', 'activity']);
  });
});

describe('a read', () => {
  it('is fresh if the table was read for it at the commit or later', () => {
    expect(stateOf(read(10, { loadedAt: T }), change())).toBe('fresh');
    expect(stateOf(read(10, { loadedAt: T - 1 }), change())).toBe('older');
    expect(stateOf(read(10, { loadedAt: null }), change())).toBe('older');
    expect(stateOf(read(-1), change())).toBe('before');
  });
});

describe('what is kept', () => {
  it('is bounded, however long the page is open', () => {
    let live: Live = { changes: [], reads: [] };
    for (let index = 0; index < 5_000; index += 1) {
      live = withRead(withChange(live, { ...change(), id: `c${index}`, at: T + index }), read(index));
    }

    expect(live.changes).toHaveLength(MOST_CHANGES);
    expect(live.reads).toHaveLength(MOST_READS);
    expect(live.changes[0]?.id).toBe('c4999');
  });

  it('has each change once, by time', () => {
    const older = { ...change(), id: 'older', at: T - 1 };
    const live = [change(), older, { ...change(), steps: [] }].reduce(withChange, { changes: [], reads: [] });

    expect(live.changes.map((each) => [each.id, each.steps.length])).toEqual([
      ['c', 0],
      ['older', 3],
    ]);
  });
});

it('counts who answered', () => {
  expect(shares([read(1), read(2, { source: 'edge' }), read(3, { source: 'edge', view: 'profile' })])).toEqual([
    { view: 'orders', edge: 1, redis: 1, table: 0 },
    { view: 'profile', edge: 1, redis: 0, table: 0 },
  ]);
});

it('has round ticks', () => {
  expect(ticks(-100, 2_600)).toEqual([0, 500, 1_000, 1_500, 2_000, 2_500]);
  expect(ticks(-10, 450)).toEqual([0, 100, 200, 300, 400]);
});

it('counts reads a second by slots', () => {
  const [times, edge, redis] = rates([read(0), read(-1_500, { source: 'edge' })], T, 1_000, 3);

  expect(times).toEqual([998, 999, 1_000]);
  expect(edge).toEqual([1, 0, 0]);
  expect(redis).toEqual([0, 0, 1]);
});
