import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { api, type View, view } from '../data/api';
import { dashboard, queryClient, refetch, type Schemas } from '../data/queries';
import { count, money } from '../ui/format';
import { notifyOf } from '../ui/notices';
import { Loaded, Panel, Strip } from '../ui/panel';
import { Blank, Skeleton, SkeletonRows, Time } from '../ui/parts';
import { Head } from './Shell';

type DashboardView = View<Schemas['Dashboard']>;

/** Gone from the list at once, and back if the change fails. */
function useMarkAsRead() {
  return useMutation({
    mutationFn: (id: string) => view(api.POST('/notifications/{id}/read', { params: { path: { id } } })),
    onMutate: async (id) => {
      await queryClient.cancelQueries({ queryKey: dashboard.queryKey });
      const before = queryClient.getQueryData<DashboardView>(dashboard.queryKey);
      if (before) {
        const left = before.data.notifications.filter((each) => each.id !== id);
        queryClient.setQueryData(dashboard.queryKey, { ...before, data: { ...before.data, notifications: left } });
      }
      return before;
    },
    onError: (error, _id, before) => {
      queryClient.setQueryData(dashboard.queryKey, before);
      notifyOf(error);
    },
    onSettled: () => refetch('dashboard', 'notifications'),
  });
}

export function Dashboard() {
  const query = useQuery(dashboard);
  const trip = query.data?.trip;
  return (
    <>
      <Head title={query.data?.data.name ? `Hello, ${query.data.data.name}` : 'Home'}>
        <Link className="button primary" href="/orders/new">
          Place an order
        </Link>
      </Head>
      <section className="panel figures" aria-label="Statistics" aria-busy={query.isPending}>
        <header className="visually-hidden">
          <h2>Statistics</h2>
        </header>
        <dl>
          <Figure label="Orders" value={query.data && count(query.data.data.stats.orders)} />
          <Figure label="Spent" value={query.data && money(query.data.data.stats.spentCents)} />
          <Figure label="Unread" value={query.data && unread(query.data.data)} />
        </dl>
        <Strip trip={trip} />
      </section>
      <div className="columns">
        <Panel title="Notifications" trip={trip} busy={query.isPending} actions={<Link href="/notifications" className="small">All</Link>}>
          <Loaded query={query} skeleton={<SkeletonRows rows={3} />}>
            {() => <Notifications items={query.data?.data.notifications ?? []} />}
          </Loaded>
        </Panel>
        <Panel title="Activity" trip={trip} busy={query.isPending}>
          <Loaded query={query} skeleton={<SkeletonRows rows={5} />}>
            {() => <Activity items={query.data?.data.recentActivity ?? []} />}
          </Loaded>
        </Panel>
      </div>
    </>
  );
}

/** The dashboard has ten at most. */
function unread({ notifications }: Schemas['Dashboard']): string {
  return notifications.length === 10 ? '10+' : count(notifications.length);
}

function Figure({ label, value }: { label: string; value: string | undefined }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value ?? <Skeleton width={72} />}</dd>
    </div>
  );
}

function Notifications({ items }: { items: Schemas['Dashboard']['notifications'] }) {
  const markAsRead = useMarkAsRead();
  return items.length === 0 ? (
    <Blank title="Nothing new">What happens to your orders and people shows here.</Blank>
  ) : (
    <ul className="rows">
      {items.map((each) => (
        <li key={each.id}>
          <span className="grow">
            {each.message}
            <span className="block">
              <Time at={each.at} />
            </span>
          </span>
          <button type="button" className="button quiet small" onClick={() => markAsRead.mutate(each.id)}>
            Mark as read
            <span className="visually-hidden">: {each.message}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function Activity({ items }: { items: Schemas['Dashboard']['recentActivity'] }) {
  return items.length === 0 ? (
    <Blank title="No activity yet">
      <Link href="/orders/new">Place your first order</Link>
    </Blank>
  ) : (
    <ul className="rows">
      {items.map((each) => (
        <li key={each.id}>
          <span className="grow">{each.description}</span>
          <Time at={each.at} />
        </li>
      ))}
    </ul>
  );
}
