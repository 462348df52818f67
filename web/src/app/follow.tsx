import { type InfiniteData, useMutation } from '@tanstack/react-query';
import { Link } from 'wouter';
import { api, type View, view } from '../data/api';
import { queryClient, refetch, relations, type Schemas } from '../data/queries';
import { notifyOf } from '../ui/notices';

export type Relations = InfiniteData<View<Schemas['Users']>>;

export function PersonName({ card }: { card: Schemas['Card'] }) {
  return card.name === undefined ? <span className="muted">Deleted account</span> : <>{card.name}</>;
}

export function PersonLink({ card }: { card: Schemas['Card'] }) {
  return (
    <Link href={`/people/${encodeURIComponent(card.id)}`}>
      <PersonName card={card} />
    </Link>
  );
}

const key = relations('following').queryKey;

function changed(before: Relations, card: Schemas['Card'], follow: boolean): Relations {
  return {
    ...before,
    pages: before.pages.map((page, index) => {
      const others = page.data.users.filter((each) => each.id !== card.id);
      const users = follow && index === 0 ? [card, ...others] : others;
      return { ...page, data: { ...page.data, users } };
    }),
  };
}

/** Shown at once; the problem's title and the state before, if it fails. */
export function FollowButton({ card, follows }: { card: Schemas['Card']; follows: boolean }) {
  const change = useMutation({
    mutationFn: (follow: boolean) => {
      const options = { params: { path: { id: card.id } } };
      return follow ? view(api.POST('/users/{id}/follow', options)) : view(api.DELETE('/users/{id}/follow', options));
    },
    onMutate: async (follow) => {
      await queryClient.cancelQueries({ queryKey: key });
      const before = queryClient.getQueryData<Relations>(key);
      if (before) {
        queryClient.setQueryData<Relations>(key, changed(before, card, follow));
      }
      return before;
    },
    onError: (error, _follow, before) => {
      queryClient.setQueryData(key, before);
      notifyOf(error);
    },
    onSettled: () => refetch('following', 'dashboard'),
  });
  return (
    <button type="button" className="button small" aria-pressed={follows} onClick={() => change.mutate(!follows)}>
      {follows ? 'Unfollow' : 'Follow'}
      <span className="visually-hidden"> {card.name ?? card.id}</span>
    </button>
  );
}
