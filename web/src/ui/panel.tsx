import type { UseInfiniteQueryResult, UseQueryResult } from '@tanstack/react-query';
import { type ReactNode, useSyncExternalStore } from 'react';
import { NetworkError, ProblemError } from '../data/problem';
import type { Trip } from '../data/transport';
import { Blank } from './parts';
import { strip } from './settings';

const SOURCES: Record<string, string> = { cache: 'Redis', table: 'table', edge: 'edge' };

/** Where the panel's data came from. It takes room that the panel has anyway. */
export function Strip({ trip }: { trip: Trip | undefined }) {
  const on = useSyncExternalStore(strip.subscribe, strip.get);
  if (!on || trip === undefined) {
    return null;
  }
  // RefreshHit → refresh hit
  const result = trip.edge.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  const atEdge = trip.source === 'edge' || trip.edge.endsWith('Hit');
  return (
    <p className="strip">
      {atEdge ? (
        <>
          <b className="edge">Edge {result}</b>
          {trip.age !== undefined && ` · ${trip.age} s old`}
        </>
      ) : (
        <>
          Edge {result}
          {trip.source !== '' && (
            <>
              {' · '}
              <b>{SOURCES[trip.source] ?? trip.source}</b>
            </>
          )}
        </>
      )}
      {` · ${trip.ms} ms`}
    </p>
  );
}

export function Panel({
  title,
  actions,
  trip,
  children,
  busy,
}: {
  title: string;
  actions?: ReactNode;
  trip?: Trip | undefined;
  children: ReactNode;
  busy?: boolean;
}) {
  return (
    <section className="panel" aria-label={title} aria-busy={busy}>
      <header>
        <h2>{title}</h2>
        {actions}
      </header>
      {children}
      <Strip trip={trip} />
    </section>
  );
}

type Result = Pick<UseQueryResult | UseInfiniteQueryResult, 'error' | 'isPending' | 'isPaused' | 'isLoadingError' | 'refetch'>;

/** Loading, offline, error, or what was asked for. */
export function Loaded({ query, skeleton, children }: { query: Result; skeleton: ReactNode; children: () => ReactNode }) {
  if (query.isPending && query.isPaused) {
    return <Blank title="You are offline">This is loaded as soon as the network is back.</Blank>;
  }
  if (query.isPending) {
    return (
      <>
        <span className="visually-hidden">Loading…</span>
        {skeleton}
      </>
    );
  }
  if (query.isLoadingError && query.error !== null) {
    return <Failure error={query.error} retry={() => void query.refetch()} />;
  }
  return (
    <>
      {children()}
      {query.error !== null && <p className="pad small muted">This could not be refreshed, and may be old.</p>}
    </>
  );
}

function Failure({ error, retry }: { error: Error; retry: () => void }) {
  const isProblem = error instanceof ProblemError;
  const title = isProblem ? error.problem.title : error instanceof NetworkError ? 'The network is away' : 'This could not be shown';
  return (
    <Blank title={title} bad>
      {isProblem && <span>{error.problem.message}</span>}
      <span className="line-up">
        <button type="button" className="button small" onClick={retry}>
          Try again
        </button>
        {isProblem && error.correlationId && <span className="mono">{error.correlationId}</span>}
      </span>
    </Blank>
  );
}

export function More({ query }: { query: Pick<UseInfiniteQueryResult, 'hasNextPage' | 'isFetchingNextPage' | 'fetchNextPage'> }) {
  return query.hasNextPage ? (
    <div className="pad">
      <button
        type="button"
        className="button small"
        disabled={query.isFetchingNextPage}
        onClick={() => void query.fetchNextPage()}
      >
        {query.isFetchingNextPage ? 'Loading…' : 'Show more'}
      </button>
    </div>
  ) : null;
}
