import { useMutation, useQueries, useQuery } from '@tanstack/react-query';
import { Minus, Plus } from 'lucide-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { api, view } from '../data/api';
import { check } from '../data/forms';
import { ProblemError } from '../data/problem';
import { product, refetch, type Schemas } from '../data/queries';
import { config } from '../session/config';
import { money } from '../ui/format';
import { notify, notifyOf } from '../ui/notices';
import { Loaded, Panel } from '../ui/panel';
import { Blank, SkeletonRows } from '../ui/parts';
import { usePageOfOrders } from './Orders';
import { Head } from './Shell';

/** What can be ordered: the featured products, and those of earlier orders. */
function useChoice() {
  const featured = useQuery({ queryKey: ['config'], queryFn: config, staleTime: Infinity });
  const earlier = usePageOfOrders();
  const ordered = earlier.data?.pages.flatMap((page) => page.data.orders.flatMap((each) => each.lines)) ?? [];
  const ids = [...new Set([...(featured.data?.featuredProductIds ?? []), ...ordered.map((line) => line.productId)])];
  const known = useQueries({ queries: ids.map((id) => product(id)) });
  const products = known.flatMap((each) => (each.data ? [each.data.data] : []));
  const failed = known.find((each) => each.error && !(each.error instanceof ProblemError && each.error.is('not-found')));
  return {
    products,
    trip: known[0]?.data?.trip,
    query: {
      error: earlier.error ?? failed?.error ?? null,
      isLoadingError: earlier.isLoadingError || (failed?.isLoadingError ?? false),
      isPending: earlier.isPending || featured.isPending || known.some((each) => each.isPending),
      isPaused: earlier.isPaused,
      refetch: async () => {
        await Promise.all([earlier.refetch(), ...known.map((each) => each.refetch())]);
        return earlier;
      },
    },
  };
}

const MOST = 99;

export default function PlaceOrder() {
  const choice = useChoice();
  const [, navigate] = useLocation();
  const [quantities, setQuantities] = useState<Record<string, number>>({});
  // One key for one order, however often it is sent.
  const [key, setKey] = useState(() => crypto.randomUUID());
  const set = (id: string, quantity: number) => {
    setQuantities({ ...quantities, [id]: Math.min(MOST, Math.max(0, Math.trunc(quantity) || 0)) });
    setKey(crypto.randomUUID());
  };
  const lines = choice.products
    .map(({ productId }) => ({ productId, quantity: quantities[productId] ?? 0 }))
    .filter((line) => line.quantity > 0);
  const total = choice.products.reduce((sum, each) => sum + each.priceCents * (quantities[each.productId] ?? 0), 0);
  const place = useMutation({
    mutationFn: () =>
      view(api.POST('/orders', { params: { header: { 'Idempotency-Key': key } }, body: { lines } })),
    onError: notifyOf,
    onSuccess: async ({ data }) => {
      notify('Your order is placed.');
      void refetch('orders', 'dashboard', 'notifications');
      navigate(`/orders/${data.id}`);
    },
  });
  return (
    <>
      <Head title="Place an order" />
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (Object.keys(check('NewOrder', { lines })).length === 0) {
            place.mutate();
          }
        }}
      >
        <Panel title="Products" trip={choice.trip}>
          <Loaded query={choice.query} skeleton={<SkeletonRows rows={4} />}>
            {() =>
              choice.products.length === 0 ? (
                <Blank title="No products">Nothing can be ordered at the moment.</Blank>
              ) : (
                <>
                  <ul className="rows">
                    {choice.products.map((each) => (
                      <Choice key={each.productId} product={each} quantity={quantities[each.productId] ?? 0} set={set} />
                    ))}
                    <li>
                      <span className="grow">
                        Total <strong className="number">{money(total)}</strong>
                      </span>
                      <button type="submit" className="button primary" disabled={lines.length === 0 || place.isPending}>
                        {place.isPending ? 'Placing…' : 'Place the order'}
                      </button>
                    </li>
                  </ul>
                </>
              )
            }
          </Loaded>
        </Panel>
      </form>
    </>
  );
}

function Choice({
  product: { productId, productName, description, priceCents },
  quantity,
  set,
}: {
  product: Schemas['Product'];
  quantity: number;
  set: (id: string, quantity: number) => void;
}) {
  return (
    <li>
      <span className="grow">
        {productName}
        {description && <span className="muted small block">{description}</span>}
      </span>
      <span className="number muted">{money(priceCents)}</span>
      <span className="stepper">
        <button
          type="button"
          className="icon-button"
          aria-label={`One ${productName} less`}
          disabled={quantity === 0}
          onClick={() => set(productId, quantity - 1)}
        >
          <Minus size={16} aria-hidden />
        </button>
        <input
          aria-label={`Quantity of ${productName}`}
          inputMode="numeric"
          value={quantity}
          onChange={(event) => set(productId, Number(event.target.value))}
        />
        <button
          type="button"
          className="icon-button"
          aria-label={`One ${productName} more`}
          disabled={quantity === MOST}
          onClick={() => set(productId, quantity + 1)}
        >
          <Plus size={16} aria-hidden />
        </button>
      </span>
    </li>
  );
}
