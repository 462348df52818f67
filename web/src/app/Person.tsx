import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { person, relations } from '../data/queries';
import { userId } from '../session/session';
import { Loaded, Panel } from '../ui/panel';
import { Id, SkeletonRows } from '../ui/parts';
import { FollowButton } from './follow';
import { Head } from './Shell';

export default function Person({ id }: { id: string }) {
  const query = useQuery(person(id));
  const following = useInfiniteQuery(relations('following'));
  const card = query.data?.data;
  const follows = following.data?.pages.some((page) => page.data.users.some((user) => user.id === id)) ?? false;
  return (
    <>
      <Head title={card?.name ?? 'Person'}>
        <Link className="button" href="/people">
          All people
        </Link>
      </Head>
      <Panel title="Public card" actions={<Id value={id} />} trip={query.data?.trip}>
        <Loaded query={query} skeleton={<SkeletonRows rows={1} />}>
          {() =>
            card && (
              <ul className="rows">
                <li>
                  <span className="grow">
                    {card.id === userId() ? 'This is you' : follows ? 'You follow this person' : 'You do not follow this person'}
                  </span>
                  {card.id !== userId() && <FollowButton card={card} follows={follows} />}
                </li>
              </ul>
            )
          }
        </Loaded>
      </Panel>
    </>
  );
}
