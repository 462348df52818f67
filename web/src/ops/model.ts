/** What docs/console.md describes. Times are milliseconds since 1970. */
export interface Step {
  kind: 'COMMITTED' | 'PUBLISHED' | 'EVICTED' | 'NO_LEASE_FOUND' | 'PURGE_ISSUED' | 'PURGED';
  at: number;
  details: string[];
}

export interface Change {
  id: string;
  user: string;
  /** Which the user signed up with; null: not known. */
  name: string | null;
  at: number;
  steps: Step[];
}

export interface Read {
  at: number;
  user: string;
  view: string;
  path: string;
  status: number;
  source: string;
  result: string;
  ms: number;
  loadedAt: number | null;
  life: number;
  /** The commit that it was to show, by its time; null: none was named. */
  fresh: number | null;
}

export interface Percentiles {
  count: number;
  p50: number;
  p95: number;
  p99: number;
}

export interface Summary {
  now: number;
  edge: { hits: number; refreshHits: number; misses: number; errors: number; objects: number } | null;
  views: { view: string; redis: number; table: number }[];
  times: Record<string, Percentiles>;
  staleness: Percentiles;
  audits: Record<string, number>;
  leases: Record<string, number>;
  purges: {
    issued: Record<string, number>;
    skipped: Record<string, number>;
    paidFor: number;
    dollars: number;
    committed: number;
    budget: number;
  };
  queues: { name: string; waiting: number; inFlight: number; delayed: number; deadLetters: boolean }[];
  breakers: { name: string; open: boolean }[];
}

export interface Source {
  kind: 'local' | 'stack';
  name: string;
  readOnly: boolean;
  /** Since when it counts; 0: since the system started. */
  since: number;
  /** What cannot be shown of it. */
  missing: string[];
}

export const MOST_CHANGES = 500;
export const MOST_READS = 2_000;

/** A copy without a lease lives this long at the edge, and 1 s for clocks. */
const SHORT_LIFE_S = 5;

/** Ids that are longer tell a reader nothing but that they differ. */
const LONGEST_ID = 20;

/** Change with nearly everything, so that they say least of what a change was. */
const SECONDARY = ['stats', 'activity'];

/** Reads of this time after a change are shown in any case. */
const READS_SHOWN_MS = 1_500;

export interface Bar {
  from: number;
  to: number;
  tone: 'bus' | 'redis' | 'wait' | 'edge' | 'lease';
  label: string;
}

export interface Lane {
  name: string;
  bars: Bar[];
  /** A moment; none: it has not come yet. */
  mark?: number;
  note: string;
  /** What the head of the waterfall says, too. */
  details?: string;
}

export interface Dot {
  at: number;
  view: string;
  source: string;
  state: 'before' | 'fresh' | 'older';
  /** It was asked for with the time of this change, or a later one. */
  asked: boolean;
  read: Read;
}

export interface Waterfall {
  /** The axis, relative to the commit. */
  from: number;
  to: number;
  lanes: Lane[];
  dots: Dot[];
  total: number;
  done: boolean;
}

const step = (change: Change, kind: Step['kind']): Step | undefined => change.steps.find((each) => each.kind === kind);

/** The views in which a change shows. */
export const viewsOf = (change: Change): string[] =>
  step(change, 'PUBLISHED')?.details ?? step(change, 'EVICTED')?.details ?? [];

/** What was changed, as the table names it: each kind once, the telling ones first. */
export const itemsOf = (change: Change): string[] =>
  [...new Set((step(change, 'COMMITTED')?.details ?? []).map((item) => item.toLowerCase().replace(/_(un)?read$/, '').replaceAll('_', ' ')))].sort(
    (one, other) => Number(SECONDARY.includes(one)) - Number(SECONDARY.includes(other)),
  );

/** All views of a user were evicted on request; nothing was changed. */
export const isFlush = (change: Change): boolean => step(change, 'COMMITTED')?.details.length === 0;

/** An id, or the beginning of a long one. */
export const shortId = (id: string): string => (id.length > LONGEST_ID ? `${id.slice(0, 8)}…` : id);

/** Of a product, which owns its own views. */
export const isOfProduct = ({ user }: Change): boolean => user.startsWith('p-');

/** Of a user, or of a product. */
export const nameOf = (change: Change): string =>
  isOfProduct(change) ? `product ${change.user.slice(2)}` : (change.name ?? shortId(change.user));

/** The changes of the users whose name or id contains this. */
export function ofUser(changes: Change[], text: string): Change[] {
  const wanted = text.toLowerCase();
  return changes.filter((change) => `${nameOf(change)} ${change.user}`.toLowerCase().includes(wanted));
}

/** From the commit to the last step that is known. */
export const totalOf = (change: Change): number => Math.max(0, ...change.steps.map((each) => each.at - change.at));

/** Nothing more is expected: the edge is purged, or no lease was found. */
export const isDone = (change: Change): boolean =>
  step(change, 'PURGED') !== undefined || step(change, 'NO_LEASE_FOUND') !== undefined;

/** Whether a read that was answered after a change shows it for certain. */
export function stateOf(read: Read, change: Change): Dot['state'] {
  if (read.at < change.at) {
    return 'before';
  }
  return read.loadedAt !== null && read.loadedAt >= change.at ? 'fresh' : 'older';
}

export function waterfall(change: Change, reads: Read[], now: number): Waterfall {
  const at = (kind: Step['kind']): number | undefined => {
    const found = step(change, kind);
    return found && Math.max(0, found.at - change.at);
  };
  const published = at('PUBLISHED');
  const evicted = at('EVICTED');
  const purged = at('PURGED');
  // The event that tells of a purge may come after the purge itself.
  const told = at('PURGE_ISSUED');
  const issued = told === undefined ? undefined : Math.min(told, purged ?? told);
  const noLease = step(change, 'NO_LEASE_FOUND') !== undefined;
  const total = totalOf(change);
  const views = viewsOf(change);
  const all = reads.filter((read) => read.user === change.user && views.includes(read.view) && read.status < 400);
  const span = Math.max(400, total, ...all.map((read) => read.at - change.at).filter((at) => at < READS_SHOWN_MS));
  const from = -0.12 * span;
  const to = 1.12 * span;
  const mine = all.filter((read) => within(read.at - change.at, from, to));
  const elapsed = Math.min(to, Math.max(total, now - change.at));
  const lanes: Lane[] = [
    { name: 'Table', bars: [], mark: 0, note: isFlush(change) ? 'nothing changed' : 'commit', details: itemsOf(change).join(', ') },
    {
      name: 'Stream → bus',
      bars: bar(0, published, 'bus', elapsed),
      note: published === undefined ? 'on its way' : `event +${published} ms`,
    },
    {
      name: 'Redis',
      bars: bar(published, evicted, 'redis', elapsed),
      ...(evicted === undefined ? { note: 'not evicted yet' } : { note: `evicted +${evicted} ms`, details: views.join(', ') }),
    },
    {
      name: 'Window',
      bars: noLease && issued === undefined ? [] : bar(evicted, issued, 'wait', elapsed),
      note: noLease && issued === undefined ? 'no lease found' : issued === undefined ? 'waiting' : `${issued - (evicted ?? 0)} ms`,
    },
    {
      name: 'Edge',
      bars: bar(issued, purged, 'edge', elapsed),
      note: purged === undefined ? (issued === undefined ? (noLease ? 'purged only if one is recorded' : '') : `accepted +${issued} ms`) : `${issued === purged ? '' : `accepted +${issued} ms, `}effective +${purged} ms`,
    },
  ];
  const lease = noLease && issued === undefined ? undefined : leaseBar(change, reads, views, from, purged);
  if (lease !== undefined) {
    lanes.push({ name: 'Lease', bars: [lease], note: lease.label });
  }
  return {
    from,
    to,
    lanes,
    dots: mine.map((read) => ({
      at: read.at - change.at,
      view: read.view,
      source: read.source,
      state: stateOf(read, change),
      asked: read.fresh !== null && read.fresh >= change.at,
      read,
    })),
    total,
    done: isDone(change),
  };
}

function bar(from: number | undefined, to: number | undefined, tone: Bar['tone'], now: number): Bar[] {
  return from === undefined ? [] : [{ from, to: Math.max(from, to ?? now), tone, label: '' }];
}

/** Long answers of the changed views before the purge that ends them. */
function leaseBar(change: Change, reads: Read[], views: string[], axisFrom: number, purged: number | undefined): Bar | undefined {
  const long = reads.filter(
    (read) => read.user === change.user && views.includes(read.view) && read.life > SHORT_LIFE_S && read.at <= change.at && read.at + read.life * 1000 > change.at,
  );
  if (long.length === 0) {
    return undefined;
  }
  const first = Math.min(...long.map((read) => read.at - change.at));
  const end = Math.max(...long.map((read) => read.at + read.life * 1000 - change.at));
  return {
    from: Math.max(axisFrom, first),
    to: purged ?? end,
    tone: 'lease',
    label: `${[...new Set(long.map((read) => read.view))].join(', ')}: ${purged === undefined ? `for ${Math.round(end / 1000)} s` : 'ended by the purge'}`,
  };
}

const within = (value: number, from: number, to: number): boolean => value >= from && value <= to;

/** Round steps for an axis, at most seven. */
export function ticks(from: number, to: number): number[] {
  const rough = (to - Math.max(0, from)) / 6;
  const power = 10 ** Math.floor(Math.log10(rough));
  const size = [1, 2, 5, 10].map((factor) => factor * power).find((each) => each >= rough) ?? rough;
  const marks: number[] = [];
  for (let mark = 0; mark <= to; mark += size) {
    marks.push(Math.round(mark));
  }
  return marks;
}

export const millis = (value: number): string =>
  value >= 10_000 ? `${(value / 1000).toFixed(0)} s` : value >= 1_000 ? `${(value / 1000).toFixed(2)} s` : `${Math.round(value)} ms`;

export interface Shares {
  view: string;
  edge: number;
  redis: number;
  table: number;
}

/** How many of the last reads each layer answered, by view. */
export function shares(reads: Read[]): Shares[] {
  const by = new Map<string, Shares>();
  for (const read of reads) {
    const row = by.get(read.view) ?? { view: read.view, edge: 0, redis: 0, table: 0 };
    if (read.source === 'edge' || read.source === 'redis' || read.source === 'table') {
      row[read.source] += 1;
      by.set(read.view, row);
    }
  }
  return [...by.values()].sort((one, other) => one.view.localeCompare(other.view));
}

export interface Live {
  changes: Change[];
  reads: Read[];
}

/** The newest first; what is known of a change is replaced by what is known now. */
export function withChange(live: Live, change: Change): Live {
  const others = live.changes.filter((each) => each.id !== change.id);
  const place = others.findIndex((each) => each.at <= change.at);
  const index = place < 0 ? others.length : place;
  return { ...live, changes: [...others.slice(0, index), change, ...others.slice(index)].slice(0, MOST_CHANGES) };
}

export const withRead = (live: Live, read: Read): Live => ({ ...live, reads: [...live.reads, read].slice(-MOST_READS) });

/** Reads a second by layer, in slots of `slot` ms that end now: time, edge, redis, table. */
export function rates(reads: Read[], now: number, slot: number, count: number): [number[], number[], number[], number[]] {
  const start = Math.floor(now / slot) * slot - (count - 1) * slot;
  const columns: [number[], number[], number[], number[]] = [[], [], [], []];
  for (let index = 0; index < count; index += 1) {
    columns[0].push((start + index * slot) / 1000);
    columns[1].push(0);
    columns[2].push(0);
    columns[3].push(0);
  }
  const row = { edge: 1, redis: 2, table: 3 } as const;
  for (const read of reads) {
    const index = Math.floor((read.at - start) / slot);
    if (index >= 0 && index < count && (read.source === 'edge' || read.source === 'redis' || read.source === 'table')) {
      const column = columns[row[read.source]] as number[];
      column[index] = (column[index] ?? 0) + 1000 / slot;
    }
  }
  return columns;
}
