import type { components } from '#contract/schema';
import { infiniteQueryOptions, QueryClient, queryOptions } from '@tanstack/react-query';
import { onForget } from '../session/session';
import { api, view } from './api';
import { NetworkError } from './problem';

export type Schemas = components['schemas'];

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // The caches of the service decide what is fresh; asking again costs little.
      staleTime: 2_000,
      retry: (count, error) => error instanceof NetworkError && count < 3,
      retryDelay: (count) => 1_000 * 2 ** count,
    },
    mutations: { retry: false, networkMode: 'always' },
  },
});

onForget(() => queryClient.clear());

export const dashboard = queryOptions({
  queryKey: ['dashboard'],
  queryFn: ({ signal }) => view(api.GET('/dashboard', { signal })),
});

export const profile = queryOptions({
  queryKey: ['profile'],
  queryFn: ({ signal }) => view(api.GET('/users/current', { signal })),
});

export const preferences = queryOptions({
  queryKey: ['preferences'],
  queryFn: ({ signal }) => view(api.GET('/users/current/preferences', { signal })),
});

/** As another device may have saved them this moment: past every copy that is older than now. */
export const newestProfile = () => view(api.GET('/users/current', { params: { query: { fresh: Date.now() } } }));

export const newestPreferences = () =>
  view(api.GET('/users/current/preferences', { params: { query: { fresh: Date.now() } } }));

export const newestProduct = (id: string) =>
  view(api.GET('/products/{id}', { params: { path: { id }, query: { fresh: Date.now() } } }));

export const orders = (limit: number) =>
  infiniteQueryOptions({
    queryKey: ['orders', 'list', limit],
    queryFn: ({ pageParam, signal }) => view(api.GET('/orders', { params: { query: withCursor(limit, pageParam) }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.data.nextCursor,
  });

export const order = (id: string) =>
  queryOptions({
    queryKey: ['orders', 'one', id],
    queryFn: ({ signal }) => view(api.GET('/orders/{id}', { params: { path: { id } }, signal })),
  });

export const notifications = (status: Schemas['NotificationStatus']) =>
  infiniteQueryOptions({
    queryKey: ['notifications', status],
    queryFn: ({ pageParam, signal }) =>
      view(api.GET('/notifications', { params: { query: { status, ...withCursor(20, pageParam) } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.data.nextCursor,
  });

export const relations = (kind: 'followers' | 'following') =>
  infiniteQueryOptions({
    queryKey: [kind],
    queryFn: ({ pageParam, signal }) =>
      view(api.GET(`/users/current/${kind}`, { params: { query: withCursor(20, pageParam) }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.data.nextCursor,
  });

export const person = (id: string) =>
  queryOptions({
    queryKey: ['people', id],
    queryFn: ({ signal }) => view(api.GET('/users/{id}', { params: { path: { id } }, signal })),
  });

export const search = (email: string) =>
  queryOptions({
    queryKey: ['search', email],
    queryFn: ({ signal }) => view(api.GET('/users/search', { params: { query: { email } }, signal })),
    enabled: email !== '',
  });

export const product = (id: string) =>
  queryOptions({
    queryKey: ['products', 'one', id],
    queryFn: ({ signal }) => view(api.GET('/products/{id}', { params: { path: { id } }, signal })),
  });

export const products = infiniteQueryOptions({
  queryKey: ['products', 'list'],
  queryFn: ({ pageParam, signal }) => view(api.GET('/products', { params: { query: withCursor(50, pageParam) }, signal })),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (last) => last.data.nextCursor,
});

function withCursor(limit: number, cursor: string | undefined): { limit: number; cursor?: string } {
  return cursor === undefined ? { limit } : { limit, cursor };
}

const invalidate = (keys: string[]) => Promise.all(keys.map((key) => queryClient.invalidateQueries({ queryKey: [key] })));

/** What a change shows on; reads that follow carry the change's time. */
export async function refetch(...keys: string[]): Promise<void> {
  // A first read that is under way is not sent again, and may be older than the change.
  const first = keys.filter((key) => queryClient.isFetching({ queryKey: [key], predicate: ({ state }) => state.data === undefined }) > 0);
  await invalidate(keys);
  await invalidate(first);
}
