import { Check, Copy } from 'lucide-react';
import { type ReactNode, useEffect, useState, useSyncExternalStore } from 'react';
import { Store } from '../session/store';
import { ago, moment } from './format';

/** Ticks twice a minute, for all relative times at once. */
const clock = new Store(Date.now());
setInterval(() => clock.set(Date.now()), 30_000);

export function Time({ at }: { at: string }) {
  const now = useSyncExternalStore(clock.subscribe, clock.get);
  return (
    <time dateTime={at} title={moment(at)} className="muted small number">
      {ago(at, now)}
    </time>
  );
}

/** The end of an id, which tells ids apart, with the whole of it on hover and for the clipboard. */
export function Id({ value }: { value: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    const timer = copied ? setTimeout(() => setCopied(false), 2_000) : undefined;
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <span className="line-up">
      <span className="mono muted" title={value}>
        {value.length > 12 ? `…${value.slice(-8)}` : value}
      </span>
      <button
        type="button"
        className="icon-button"
        aria-label={copied ? 'Copied' : `Copy ${value}`}
        onClick={() => void navigator.clipboard.writeText(value).then(() => setCopied(true))}
      >
        {copied ? <Check size={15} aria-hidden /> : <Copy size={15} aria-hidden />}
      </button>
    </span>
  );
}

export function Skeleton({ width }: { width: number | string }) {
  return <span className="skeleton" style={{ width }} />;
}

/** As high as the rows that will come. */
export function SkeletonRows({ rows }: { rows: number }) {
  return (
    <ul className="rows" aria-hidden>
      {Array.from({ length: rows }, (_, row) => (
        <li key={row}>
          <span className="grow">
            <Skeleton width={`${60 - ((row * 17) % 30)}%`} />
          </span>
          <Skeleton width={56} />
        </li>
      ))}
    </ul>
  );
}

export function Blank({ title, children, bad }: { title: string; children?: ReactNode; bad?: boolean }) {
  return (
    <div className={bad ? 'blank bad' : 'blank'} role={bad ? 'alert' : undefined}>
      <strong>{title}</strong>
      {children}
    </div>
  );
}
