import { type KeyboardEvent, useState } from 'react';
import { ago, useClock } from './clock';
import { type Connection, useFeed } from './feed';
import { type Change, isDone, isFlush, isOfProduct, itemsOf, millis, nameOf, ofUser, shortId, totalOf, viewsOf } from './model';
import { Empty, Faults, Figures, Queues, User } from './Panels';
import { Waterfall } from './Waterfall';

const TABS = ['Change', 'Figures', 'Queues', 'Faults', 'User'] as const;
type Tab = (typeof TABS)[number];

/** A deployed stack has neither single changes nor faults, and its Redis is out of reach. */
const TABS_OF_STACK: readonly Tab[] = ['Figures', 'Queues'];

const STATES: Record<Connection, [string, string]> = {
  connecting: ['wait', 'Connecting'],
  live: ['good', 'Live'],
  lost: ['bad', 'Connection lost, trying again'],
  none: ['bad', 'No console here'],
};

export function Ops() {
  const feed = useFeed();
  const isStack = feed.source?.kind === 'stack';
  const tabs = isStack ? TABS_OF_STACK : TABS;
  const [asked, setTab] = useState<Tab>('Change');
  const tab = tabs.includes(asked) ? asked : 'Figures';
  const [user, setUser] = useState('');
  const [chosen, choose] = useState<string>();
  const changes = ofUser(feed.changes, user);
  const change = changes.find((each) => each.id === chosen) ?? changes[0];
  const someone = change === undefined || isOfProduct(change) ? changes.find((each) => !isOfProduct(each)) : change;
  const [tone, word] = STATES[feed.connection];
  return (
    <div className="ops">
      <header className="top">
        <h1>
          <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
            <path d="M1 5h8M4 9h10M8 13h9" stroke="currentColor" strokeWidth="2.5" strokeLinecap="round" />
          </svg>
          Freshet console
        </h1>
        <span className="muted small">{feed.source?.kind === 'stack' ? `stack ${feed.source.name}, read only` : feed.source?.name}</span>
        <span className={`state ${tone}`} role="status">
          {word}
        </span>
        {!isStack && (
          <label className="filter">
            <span className="muted small">User</span>
            <input value={user} onChange={(event) => setUser(event.target.value.trim())} placeholder="all, or a name or id" aria-label="Filter by user" />
          </label>
        )}
        <nav className="tabs" aria-label="Panels">
          {tabs.map((each) => (
            <button key={each} type="button" aria-current={tab === each} onClick={() => setTab(each)}>
              {each}
            </button>
          ))}
        </nav>
      </header>
      {feed.connection === 'none' ? (
        <div className="nowhere">
          <Empty text="This address serves the page and no data. Start ./freshet up, or ./freshet console --stack NAME, and open the address that it prints." />
        </div>
      ) : (
        <div className={isStack ? 'body alone' : tab === 'Change' ? 'body' : 'body panel'}>
          {!isStack && <List changes={changes} chosen={change?.id} choose={(id) => (choose(id), setTab('Change'))} filtered={user !== ''} />}
          <main aria-live="off" tabIndex={0} aria-label={tab}>
            {tab === 'Change' &&
              (change === undefined ? (
                <Empty text="Make a change: it shows here, step by step" />
              ) : (
                <Waterfall key={change.id} change={change} reads={feed.reads} />
              ))}
            {tab === 'Figures' && <Figures />}
            {tab === 'Queues' && <Queues />}
            {tab === 'Faults' && <Faults />}
            {tab === 'User' && <User id={someone?.user ?? user} name={someone && nameOf(someone)} />}
          </main>
        </div>
      )}
    </div>
  );
}

interface ListProps {
  changes: Change[];
  chosen: string | undefined;
  choose: (id: string) => void;
  filtered: boolean;
}

/** How many are drawn; the filter finds the others. */
const DRAWN = 100;

function List({ changes, chosen, choose, filtered }: ListProps) {
  const now = useClock(1_000);
  const move = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowDown' || event.key === 'j' ? 1 : event.key === 'ArrowUp' || event.key === 'k' ? -1 : 0;
    const next = changes[Math.max(0, changes.findIndex((each) => each.id === chosen)) + by];
    if (by !== 0 && next !== undefined) {
      event.preventDefault();
      choose(next.id);
      document.getElementById(`change-${next.id}`)?.focus();
    }
  };
  return (
    <aside aria-label="Changes">
      <h2>
        Changes <span className="muted small">{changes.length}</span>
      </h2>
      {changes.length === 0 && <Empty text={filtered ? 'None of this user' : 'None yet'} />}
      <ol onKeyDown={move}>
        {changes.slice(0, DRAWN).map((change) => (
          <li key={change.id}>
            <button type="button" id={`change-${change.id}`} aria-current={change.id === chosen} onClick={() => choose(change.id)}>
              <span className="who">
                <strong title={change.user}>{nameOf(change)}</strong>
                {change.name !== null && <span className="mono muted">{shortId(change.user)}</span>}
                <time className="muted small" dateTime={new Date(change.at).toISOString()} title={new Date(change.at).toLocaleString()}>
                  {ago(change.at, now)}
                </time>
              </span>
              <span className="what">
                <span className="muted small">{isFlush(change) ? 'flush' : itemsOf(change).join(', ') || viewsOf(change).join(', ')}</span>
                <span className={isDone(change) ? 'ms' : 'ms open'}>{millis(totalOf(change))}</span>
              </span>
              <Mini change={change} />
            </button>
          </li>
        ))}
      </ol>
    </aside>
  );
}

const TONES: Record<string, string> = { PUBLISHED: 'bus', EVICTED: 'redis', PURGE_ISSUED: 'wait', PURGED: 'edge' };

/** The same bars, one line high. */
function Mini({ change }: { change: Change }) {
  let before = change.at;
  return (
    <span className="mini" aria-hidden="true">
      {change.steps
        .filter((step) => TONES[step.kind] !== undefined)
        .map((step) => {
          const length = Math.max(0, step.at - before);
          before = Math.max(before, step.at);
          return <i key={step.kind} className={TONES[step.kind]} style={{ flexGrow: length }} />;
        })}
    </span>
  );
}
