import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { order } from '../data/queries';
import { minute, money } from '../ui/format';
import { Loaded, Panel } from '../ui/panel';
import { Id, SkeletonRows } from '../ui/parts';
import { Head } from './Shell';

export default function Order({ id }: { id: string }) {
  const query = useQuery(order(id));
  return (
    <>
      <Head title="Order">
        <Link className="button" href="/orders">
          All orders
        </Link>
      </Head>
      <Panel
        title={query.data ? minute(query.data.data.placedAt) : 'Placed'}
        actions={<Id value={id} />}
        trip={query.data?.trip}
      >
        <Loaded query={query} skeleton={<SkeletonRows rows={3} />}>
          {() => (
            <table className="sheet">
              <thead>
                <tr>
                  <th scope="col">Product</th>
                  <th scope="col" className="end">
                    Quantity
                  </th>
                  <th scope="col" className="end">
                    Each
                  </th>
                  <th scope="col" className="end">
                    Price
                  </th>
                </tr>
              </thead>
              <tbody>
                {query.data?.data.lines.map((line) => (
                  <tr key={line.productId}>
                    <td>{line.name}</td>
                    <td className="end">{line.quantity}</td>
                    <td className="end">{money(line.priceCents)}</td>
                    <td className="end">{money(line.priceCents * line.quantity)}</td>
                  </tr>
                ))}
              </tbody>
              <tfoot>
                <tr>
                  <td colSpan={3}>Total</td>
                  <td className="end">{money(query.data?.data.totalCents ?? 0)}</td>
                </tr>
              </tfoot>
            </table>
          )}
        </Loaded>
      </Panel>
    </>
  );
}
