import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { products } from '../data/queries';
import { money } from '../ui/format';
import { Loaded, More, Panel } from '../ui/panel';
import { Blank, SkeletonRows } from '../ui/parts';
import { Head } from './Shell';

export default function Products() {
  const query = useInfiniteQuery(products);
  const all = query.data?.pages.flatMap((page) => page.data.products) ?? [];
  return (
    <>
      <Head title="Products">
        <Link className="button primary" href="/products/new">
          Add a product
        </Link>
      </Head>
      <Panel title="All products" trip={query.data?.pages[0]?.trip}>
        <Loaded query={query} skeleton={<SkeletonRows rows={5} />}>
          {() =>
            all.length === 0 ? (
              <Blank title="No products yet">
                <Link href="/products/new">Add the first one</Link>
              </Blank>
            ) : (
              <>
                <ul className="rows">
                  {all.map((each) => (
                    <li key={each.productId}>
                      <Link className="row-link" href={`/products/${each.productId}`}>
                        <span className="grow">{each.productName}</span>
                        <span className="mono muted">{each.productId}</span>
                        <span className="number">{money(each.priceCents)}</span>
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
