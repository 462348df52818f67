import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { relations, search } from '../data/queries';
import { userId } from '../session/session';
import { count } from '../ui/format';
import { Field } from '../ui/forms';
import { Loaded, More, Panel } from '../ui/panel';
import { Blank, SkeletonRows } from '../ui/parts';
import { FollowButton, PersonLink } from './follow';
import { Head } from './Shell';

export default function People() {
  return (
    <>
      <Head title="People" />
      <div className="stack">
        <Search />
        <div className="columns">
          <Relations kind="following" title="You follow" empty="Not following anyone yet" hint="Find a person by their e-mail address above." />
          <Relations kind="followers" title="Followers" empty="No followers yet" hint="People who follow you show here." />
        </div>
      </div>
    </>
  );
}

function useFollowing(): Set<string> {
  const query = useInfiniteQuery(relations('following'));
  return new Set(query.data?.pages.flatMap((page) => page.data.users.map((user) => user.id)));
}

function Search() {
  const [email, setEmail] = useState('');
  const [asked, setAsked] = useState('');
  const query = useQuery(search(asked));
  const following = useFollowing();
  const found = query.data?.data.users;
  return (
    <Panel title="Find a person">
      <form
        className="pad search"
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(email.trim());
        }}
      >
        <Field label="The whole e-mail address" name="email" type="email" value={email} onChange={setEmail} errors={{}} />
        <button type="submit" className="button primary" disabled={email.trim() === ''}>
          Find
        </button>
      </form>
      <div aria-live="polite">
        {asked !== '' && (
          <Loaded query={query} skeleton={<SkeletonRows rows={1} />}>
            {() =>
              found?.length === 0 ? (
                <Blank title="No person with this address">Ask for the address that they signed up with.</Blank>
              ) : (
                <ul className="rows">
                  {found?.map((card) => (
                    <li key={card.id}>
                      <span className="grow">
                        <PersonLink card={card} />
                      </span>
                      {card.id === userId() ? (
                        <span className="muted small">This is you</span>
                      ) : (
                        <FollowButton card={card} follows={following.has(card.id)} />
                      )}
                    </li>
                  ))}
                </ul>
              )
            }
          </Loaded>
        )}
      </div>
    </Panel>
  );
}

function Relations({ kind, title, empty, hint }: { kind: 'followers' | 'following'; title: string; empty: string; hint: string }) {
  const query = useInfiniteQuery(relations(kind));
  const following = useFollowing();
  const users = query.data?.pages.flatMap((page) => page.data.users) ?? [];
  const total = query.data?.pages[0]?.data.total;
  return (
    <Panel
      title={title}
      trip={query.data?.pages[0]?.trip}
      busy={query.isPending}
      actions={total !== undefined && <span className="muted small">{count(total)}</span>}
    >
      <Loaded query={query} skeleton={<SkeletonRows rows={3} />}>
        {() =>
          users.length === 0 ? (
            <Blank title={empty}>{hint}</Blank>
          ) : (
            <>
              <ul className="rows">
                {users.map((card) => (
                  <li key={card.id}>
                    <span className="grow">
                      <PersonLink card={card} />
                    </span>
                    <FollowButton card={card} follows={following.has(card.id)} />
                  </li>
                ))}
              </ul>
              <More query={query} />
            </>
          )
        }
      </Loaded>
    </Panel>
  );
}
