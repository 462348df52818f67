import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { orders, preferences, type Schemas } from '../data/queries';
import { money } from '../ui/format';
import { Loaded, More, Panel } from '../ui/panel';
import { Blank, SkeletonRows, Time } from '../ui/parts';
import { Head } from './Shell';

const DEFAULT_LIMIT = 20;

export function usePageOfOrders() {
  const { data, isPending } = useQuery(preferences);
  return useInfiniteQuery({ ...orders(data?.data.ordersPerPage ?? DEFAULT_LIMIT), enabled: !isPending });
}

export function summary({ lines }: Schemas['Order']): string {
  return lines.map(({ name, quantity }) => (quantity === 1 ? name : `${quantity} × ${name}`)).join(', ');
}

export default function Orders() {
  const query = usePageOfOrders();
  const all = query.data?.pages.flatMap((page) => page.data.orders) ?? [];
  return (
    <>
      <Head title="Orders">
        <Link className="button primary" href="/orders/new">
          Place an order
        </Link>
      </Head>
      <Panel title="Newest first" trip={query.data?.pages[0]?.trip}>
        <Loaded query={query} skeleton={<SkeletonRows rows={6} />}>
          {() =>
            all.length === 0 ? (
              <Blank title="No orders yet">
                <Link href="/orders/new">Place your first order</Link>
              </Blank>
            ) : (
              <>
                <ul className="rows">
                  {all.map((order) => (
                    <li key={order.id}>
                      <Link className="row-link" href={`/orders/${order.id}`}>
                        <span className="grow">{summary(order)}</span>
                        <Time at={order.placedAt} />
                        <span className="number">{money(order.totalCents)}</span>
                      </Link>
                    </li>
                  ))}
                </ul>
                <More query={query} />
              </>
            )
          }
        </Loaded>
      </Panel>
    </>
  );
}
