import { type FormEvent, useEffect, useState } from 'react';
import { Rates } from './Chart';
import { ago, lasting, useClock } from './clock';
import { call, useFeed } from './feed';
import { millis, type Percentiles, shares, shortId, type Summary } from './model';

const percent = (part: number, whole: number): string => (whole === 0 ? '–' : `${Math.round((100 * part) / whole)} %`);

export function Figures() {
  const { summary, reads, source } = useFeed();
  if (summary === undefined) {
    return <Empty text="The figures are being read" />;
  }
  const rows =
    reads.length > 0
      ? shares(reads)
      : summary.views.map((row) => ({ view: row.view, edge: 0, redis: row.redis, table: row.table })).filter((row) => row.redis + row.table > 0);
  return (
    <div className="cards">
      {source?.kind === 'local' && (
        <Card title="Reads a second" wide>
          <Rates reads={reads} />
          <Key />
        </Card>
      )}
      <Card title={source?.kind === 'stack' ? 'Who answered behind the edge' : 'Who answered'}>
        {rows.length === 0 ? (
          <Empty text="No reads yet" />
        ) : (
          <table className="figures">
            <thead>
              <tr>
                <th>View</th>
                {source?.kind === 'local' && <th>Edge</th>}
                <th>Redis</th>
                <th>Table</th>
                <th aria-label="Shares" />
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => {
                const all = row.edge + row.redis + row.table;
                return (
                  <tr key={row.view}>
                    <th scope="row">{row.view}</th>
                    {source?.kind === 'local' && <td>{percent(row.edge, all)}</td>}
                    <td>{percent(row.redis, all)}</td>
                    <td>{percent(row.table, all)}</td>
                    <td>
                      <span className="share">
                        <i className="edge" style={{ flexGrow: row.edge }} />
                        <i className="redis" style={{ flexGrow: row.redis }} />
                        <i className="table" style={{ flexGrow: row.table }} />
                      </span>
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        )}
      </Card>
      <Card title="How late">
        <table className="figures">
          <thead>
            <tr>
              <th />
              <th>Median</th>
              <th>95 %</th>
              <th>99 %</th>
              <th>Count</th>
            </tr>
          </thead>
          <tbody>
            <Late name="Commit → Redis evicted" of={summary.times.evicted} />
            <Late name="Commit → pages told" of={summary.times.pushed} />
            <Late name="Commit → purge accepted" of={summary.times.purged} />
            {source?.kind === 'local' && <Late name="Age of what reads lacked" of={summary.staleness} />}
          </tbody>
        </table>
        <Counts of={summary.audits} prefix="Stale after " none="" />
      </Card>
      <Purges summary={summary} isStack={source?.kind === 'stack'} />
      <Card title="Leases">
        <Counts of={summary.leases} prefix="" none="No lease was asked for yet" />
      </Card>
      <Card title="Breakers">
        <ul className="pairs">
          {summary.breakers.map((each) => (
            <li key={each.name}>
              <span>{each.name}</span>
              <b className={each.open ? 'state bad' : 'state good'}>{each.open ? 'failed in the last 30 s' : 'answers'}</b>
            </li>
          ))}
        </ul>
      </Card>
      {source?.kind === 'stack' && (
        <Card title="Not shown" wide>
          <ul className="pairs">
            {source.missing.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
          <p className="small muted">Counted since {new Date(source.since).toLocaleTimeString()}, from the functions' log, which is some seconds behind.</p>
        </Card>
      )}
    </div>
  );
}

function Purges({ summary: { purges }, isStack }: { summary: Summary; isStack: boolean }) {
  return (
    <Card title="Purges">
      {isStack ? (
        <p className="big">
          {purges.paidFor} <span className="muted small">{purges.paidFor === 1 ? 'path' : 'paths'} purged; what they cost depends on the month's other ones</span>
        </p>
      ) : (
        <p className="big">
          ${purges.dollars.toFixed(2)}{' '}
          <span className="muted small">
            for {purges.paidFor} {purges.paidFor === 1 ? 'purge' : 'purges'}; the first 1,000 of a month are free
          </span>
        </p>
      )}
      <Counts of={purges.issued} prefix="Issued: " none="" />
      <Counts of={purges.skipped} prefix="Skipped: " none="" />
      {purges.budget > 0 && (
        <ul className="pairs">
          <li>
            <span>Of the month's budget, sent or reserved</span>
            <b>
              {purges.committed.toLocaleString()} / {purges.budget.toLocaleString()}
            </b>
          </li>
        </ul>
      )}
    </Card>
  );
}

const Late = ({ name, of }: { name: string; of: Percentiles | undefined }) => (
  <tr>
    <th scope="row">{name}</th>
    {of === undefined || of.count === 0 ? (
      <td colSpan={4}>–</td>
    ) : (
      <>
        <td>{millis(of.p50)}</td>
        <td>{millis(of.p95)}</td>
        <td>{millis(of.p99)}</td>
        <td className="muted">{of.count}</td>
      </>
    )}
  </tr>
);

/** LeaseFound → lease found */
const words = (name: string): string => name.replace(/([a-z])([A-Z0-9])/g, '$1 $2').toLowerCase();

function Counts({ of, prefix, none }: { of: Record<string, number>; prefix: string; none: string }) {
  const entries = Object.entries(of);
  return entries.length === 0 ? (
    none === '' ? null : <Empty text={none} />
  ) : (
    <ul className="pairs">
      {entries.map(([name, count]) => (
        <li key={name}>
          <span>
            {prefix}
            {words(name)}
          </span>
          <b>{count}</b>
        </li>
      ))}
    </ul>
  );
}

const DEAD_LETTERS: Record<string, string> = { ChangeDlq: 'change', PurgeDlq: 'purge', StreamDlq: 'stream' };

export function Queues() {
  const { summary, source } = useFeed();
  const [said, say] = useState('');
  if (summary === undefined) {
    return <Empty text="The queues are being read" />;
  }
  const redrive = async (queue: string) => {
    try {
      const { moved, left } = await call<{ moved: number; left: string[] }>(`/queues/${queue}/redrive`, { method: 'POST' });
      say(`${moved} given back, ${left.length} left${left.length > 0 ? `: ${left[0]}` : ''}`);
    } catch (failure) {
      say(failure instanceof Error ? failure.message : 'not done');
    }
  };
  return (
    <Card title="Queues" wide>
      <table className="figures">
        <thead>
          <tr>
            <th>Queue</th>
            <th>Waiting</th>
            <th>In flight</th>
            <th>Delayed</th>
            <th aria-label="Action" />
          </tr>
        </thead>
        <tbody>
          {[...summary.queues]
            .sort((one, other) => Number(one.deadLetters) - Number(other.deadLetters) || one.name.localeCompare(other.name))
            .map((queue) => (
              <tr key={queue.name} className={queue.deadLetters && queue.waiting > 0 ? 'alarm' : ''}>
                <th scope="row">{queue.name}</th>
                <td>{queue.waiting}</td>
                <td>{queue.inFlight}</td>
                <td>{queue.delayed}</td>
                <td>
                  {DEAD_LETTERS[queue.name] !== undefined && source?.readOnly === false && (
                    <button type="button" className="act" disabled={queue.waiting === 0} onClick={() => void redrive(DEAD_LETTERS[queue.name] ?? '')}>
                      Redrive
                    </button>
                  )}
                </td>
              </tr>
            ))}
        </tbody>
      </table>
      <p role="status" className="small muted">
        {said}
      </p>
    </Card>
  );
}

interface Fault {
  name: string;
  description: string;
  on: boolean;
  values: Record<string, string>;
  until?: string;
  settings: { name: string; default: string; expected: string }[];
}

export function Faults() {
  const { source } = useFeed();
  const [faults, set] = useState<Fault[]>();
  const [said, say] = useState('');
  const read = () => call<{ faults: Fault[] }>('/faults').then(({ faults: all }) => set(all), (failure: Error) => say(failure.message));
  useEffect(() => {
    if (source?.kind === 'local') {
      void read();
      const timer = setInterval(() => void read(), 3_000);
      return () => clearInterval(timer);
    }
    return undefined;
  }, [source?.kind]);
  const change = async (event: FormEvent<HTMLFormElement>, fault: Fault) => {
    event.preventDefault();
    const given = [...new FormData(event.currentTarget)].filter(([, value]) => value !== '');
    try {
      await call(`/faults/${fault.name}`, fault.on ? { method: 'DELETE' } : { method: 'PUT', body: JSON.stringify(Object.fromEntries(given)) });
      say('');
    } catch (failure) {
      say(failure instanceof Error ? failure.message : 'not done');
    }
    await read();
  };
  return (
    <Card title="Faults" wide>
      <p role="status" className="bad small">
        {said}
      </p>
      {faults === undefined && <Empty text="The faults are being read" />}
      <ul className="faults">
        {faults?.map((fault) => (
          <li key={fault.name} className={fault.on ? 'on' : ''}>
            <form onSubmit={(event) => void change(event, fault)}>
              <div className="grow">
                <strong>{fault.name}</strong>
                <p className="muted small">
                  {fault.on
                    ? `${Object.entries(fault.values).map(([name, value]) => `${name} ${value}`).join(', ')}${fault.until === undefined ? '' : ` until ${new Date(fault.until).toLocaleTimeString()}`}`
                    : fault.description}
                </p>
              </div>
              {!fault.on &&
                fault.settings.map((setting) => (
                  <label key={setting.name} className="small muted" title={setting.expected}>
                    {setting.name}
                    <input name={setting.name} placeholder={setting.default || '∞'} autoComplete="off" size={6} />
                  </label>
                ))}
              <button type="submit" className={fault.on ? 'act bad' : 'act'} aria-label={`${fault.on ? 'Switch off' : 'Switch on'} ${fault.name}`}>
                {fault.on ? 'Switch off' : 'Switch on'}
              </button>
            </form>
          </li>
        ))}
      </ul>
    </Card>
  );
}

interface Holdings {
  user: string;
  redis: { view: string; pages: number; seconds: number; until: string | null }[] | null;
  leases: { view: string; until: string }[];
  edge: { location: string; path: string; stored: number; expires: number }[];
}

export function User({ id, name }: { id: string; name: string | undefined }) {
  const { source } = useFeed();
  const [held, set] = useState<Holdings>();
  const [said, say] = useState('');
  const now = useClock(1_000);
  useEffect(() => {
    set(undefined);
    if (id === '' || source?.kind !== 'local') {
      return undefined;
    }
    const read = () =>
      call<Holdings>(`/users/${encodeURIComponent(id)}`).then(
        (all) => {
          set(all);
          say('');
        },
        (failure: Error) => say(failure.message),
      );
    void read();
    const timer = setInterval(() => void read(), 2_000);
    return () => clearInterval(timer);
  }, [id, source?.kind]);
  if (id === '') {
    return <Empty text="Name a user in the filter above, or choose a change" />;
  }
  const flush = () =>
    call<{ correlationId: string }>(`/users/${encodeURIComponent(id)}/flush`, { method: 'POST' }).then(
      ({ correlationId }) => say(`Being flushed: ${correlationId}`),
      (failure: Error) => say(failure.message),
    );
  return (
    <div className="cards">
      <section className="card wide held">
        <h2>What the caches hold of {name ?? id}</h2>
        <span className="mono muted" title={id}>
          {shortId(id)}
        </span>
        <span role="status" className="small muted">
          {said}
        </span>
        <button type="button" className="act" onClick={() => void flush()}>
          Flush
        </button>
      </section>
      <Card title="Redis">
        {held === undefined ? (
          <Empty text="Being read" />
        ) : held.redis === null ? (
          <Empty text="Redis does not answer" />
        ) : held.redis.length === 0 ? (
          <Empty text="Nothing" />
        ) : (
          <ul className="pairs">
            {held.redis.map((entry) => (
              <li key={entry.view}>
                <span>
                  {entry.view} <span className="muted small">{entry.pages === 1 ? '1 page' : `${entry.pages} pages`}</span>
                </span>
                <b>{lasting(entry.seconds)} left</b>
              </li>
            ))}
          </ul>
        )}
      </Card>
      <Card title="Leases">
        {held === undefined ? (
          <Empty text="Being read" />
        ) : held.leases.length === 0 ? (
          <Empty text="None" />
        ) : (
          <ul className="pairs">
            {held.leases.map((lease) => (
              <li key={lease.view}>
                <span>{lease.view}</span>
                <b>until {new Date(lease.until).toLocaleTimeString()}</b>
              </li>
            ))}
          </ul>
        )}
      </Card>
      <Card title="Edge">
        {held === undefined ? (
          <Empty text="Being read" />
        ) : held.edge.length === 0 ? (
          <Empty text="No copies" />
        ) : (
          <ul className="pairs">
            {held.edge.map((copy) => (
              <li key={`${copy.location} ${copy.path} ${copy.stored}`}>
                <span>
                  {copy.path} <span className="muted small">{copy.location}, {ago(copy.stored, now)} old</span>
                </span>
                <b>{lasting(Math.max(0, Math.round((copy.expires - now) / 1000)))} left</b>
              </li>
            ))}
          </ul>
        )}
      </Card>
    </div>
  );
}

const Key = () => (
  <ul className="legend small muted">
    {['edge', 'redis', 'table'].map((layer) => (
      <li key={layer}>
        <i className={`swatch ${layer}`} /> {layer === 'redis' ? 'Redis' : layer}
      </li>
    ))}
  </ul>
);

export const Empty = ({ text }: { text: string }) => <p className="empty muted">{text}</p>;

function Card({ title, wide = false, children }: { title: string; wide?: boolean; children: React.ReactNode }) {
  return (
    <section className={wide ? 'card wide' : 'card'}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}
