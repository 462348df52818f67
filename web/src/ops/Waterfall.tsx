import { type Change, type Dot, isFlush, itemsOf, millis, nameOf, type Read, shortId, ticks, viewsOf, waterfall } from './model';
import { useClock } from './clock';

const SOURCES = ['edge', 'redis', 'table'] as const;
const NAMES: Record<string, string> = { edge: 'Read · edge', redis: 'Read · Redis', table: 'Read · table' };

/** One change on a time axis that starts at its commit. */
export function Waterfall({ change, reads }: { change: Change; reads: Read[] }) {
  const now = useClock(change.steps.length < 4 ? 200 : 1_000);
  const shown = waterfall(change, reads, now);
  const x = (value: number): string => `${(100 * (value - shown.from)) / (shown.to - shown.from)}%`;
  return (
    <section className="waterfall" aria-label="Change waterfall">
      <header className="waterfall-head">
        <div>
          <h2>
            {nameOf(change)} {isFlush(change) ? <span className="muted">was flushed</span> : <><span className="muted">changed</span> {itemsOf(change).join(', ') || 'data'}</>}
          </h2>
          <p className="muted small">
            <time dateTime={new Date(change.at).toISOString()}>{new Date(change.at).toLocaleTimeString()}</time> · shows in{' '}
            {viewsOf(change).join(', ') || '…'} · owner <Id text={change.user} /> · change <Id text={change.id} />
          </p>
        </div>
        <p className="total">
          {millis(shown.total)}
          <span className="muted small">{shown.done ? 'to the last step' : 'so far'}</span>
        </p>
      </header>
      <div className="grid">
        <div />
        <div className="axis" aria-hidden="true">
          {ticks(shown.from, shown.to).map((tick) => (
            <span key={tick} style={{ left: x(tick) }}>
              {tick === 0 ? 'commit' : millis(tick)}
            </span>
          ))}
        </div>
        {shown.lanes.map((lane) => (
          <div className="lane" key={lane.name}>
            <div className="lane-name">{lane.name}</div>
            <div className="track">
              {ticks(shown.from, shown.to).map((tick) => (
                <i key={tick} style={{ left: x(tick) }} />
              ))}
              {lane.bars.map((bar) => (
                <b
                  key={bar.tone}
                  className={`bar ${bar.tone}`}
                  style={{ left: x(bar.from), width: `calc(${x(Math.min(bar.to, shown.to))} - ${x(bar.from)})` }}
                />
              ))}
              {lane.mark !== undefined && <b className="mark" style={{ left: x(lane.mark) }} />}
              <span className="note" style={place(lane.bars.at(-1) ?? { from: lane.mark ?? 0, to: lane.mark ?? 0 }, shown.from, shown.to)}>
                {lane.note}
                {lane.details && <span className="details">: {lane.details}</span>}
              </span>
            </div>
          </div>
        ))}
        <div className="rule" />
        {SOURCES.map((source) => (
          <div className="lane dots" key={source}>
            <div className="lane-name">{NAMES[source]}</div>
            <div className="track">
              {ticks(shown.from, shown.to).map((tick) => (
                <i key={tick} style={{ left: x(tick) }} />
              ))}
              {shown.dots
                .filter((dot) => dot.source === source)
                .map((dot, index) => (
                  <b
                    key={`${dot.at}-${index}`}
                    className={`dot ${dot.state}${dot.asked ? ' asked' : ''}`}
                    style={{ left: x(dot.at) }}
                    title={told(dot)}
                  />
                ))}
            </div>
          </div>
        ))}
      </div>
      <ul className="legend small muted">
        <li>
          <b className="dot fresh" /> shows the change
        </li>
        <li>
          <b className="dot older" /> may be older than the change
        </li>
        <li>
          <b className="dot before" /> answered before it
        </li>
        <li>
          <b className="dot fresh asked" /> asked for the change with <code>fresh</code>
        </li>
      </ul>
      <div className="visually-hidden">
       <table>
        <caption>Steps of the change</caption>
        <tbody>
          {shown.lanes.map((lane) => (
            <tr key={lane.name}>
              <th scope="row">{lane.name}</th>
              <td>{lane.details ? `${lane.note}: ${lane.details}` : lane.note}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">Reads meanwhile</th>
            <td>{shown.dots.map(told).join('; ') || 'none'}</td>
          </tr>
        </tbody>
       </table>
      </div>
    </section>
  );
}

/** To the right of what it is about where there is room, else to the left of it; a long bar has it inside. */
function place(bar: { from: number; to: number }, from: number, to: number): React.CSSProperties {
  const part = (at: number) => (Math.max(at, from) - from) / (to - from);
  if (part(bar.to) < 0.55) {
    return { left: `calc(${100 * part(bar.to)}% + 10px)` };
  }
  const edge = part(bar.from) > 0.5 ? part(bar.from) : part(bar.to);
  return { right: `calc(${100 * (1 - edge)}% + 10px)`, textAlign: 'right' };
}

const WORDS: Record<Dot['state'], string> = { before: 'answered before the change', fresh: 'shows the change', older: 'may be older than the change' };

const told = (dot: Dot): string => `${dot.view} ${dot.at >= 0 ? '+' : ''}${Math.round(dot.at)} ms from ${dot.source}, ${dot.read.ms} ms: ${WORDS[dot.state]}`;

export function Id({ text }: { text: string }) {
  return (
    <button type="button" className="id" title={`${text} – copy`} onClick={() => void navigator.clipboard.writeText(text)}>
      {shortId(text)}
    </button>
  );
}
