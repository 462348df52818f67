import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api, view } from '../data/api';
import { notifications, refetch } from '../data/queries';
import { notifyOf } from '../ui/notices';
import { Loaded, More, Panel } from '../ui/panel';
import { Blank, SkeletonRows, Time } from '../ui/parts';
import { Head } from './Shell';

export default function Notifications() {
  const [status, setStatus] = useState<'unread' | 'read'>('unread');
  const query = useInfiniteQuery(notifications(status));
  const markAsRead = useMutation({
    mutationFn: (id: string) => view(api.POST('/notifications/{id}/read', { params: { path: { id } } })),
    onError: notifyOf,
    onSuccess: () => refetch('notifications', 'dashboard'),
  });
  const all = query.data?.pages.flatMap((page) => page.data.notifications) ?? [];
  return (
    <>
      <Head title="Notifications">
        <div className="tabs" role="group" aria-label="Which">
          {(['unread', 'read'] as const).map((each) => (
            <button key={each} type="button" aria-pressed={each === status} onClick={() => setStatus(each)}>
              {each === 'unread' ? 'Unread' : 'Read'}
            </button>
          ))}
        </div>
      </Head>
      <Panel title="Newest first" trip={query.data?.pages[0]?.trip}>
        <Loaded query={query} skeleton={<SkeletonRows rows={4} />}>
          {() =>
            all.length === 0 ? (
              <Blank title={status === 'unread' ? 'Nothing new' : 'Nothing read yet'} />
            ) : (
              <>
                <ul className="rows">
                  {all.map((each) => (
                    <li key={each.id}>
                      <span className="grow">
                        {each.message}
                        <span className="block">
                          <Time at={each.at} />
                        </span>
                      </span>
                      {status === 'unread' && (
                        <button
                          type="button"
                          className="button quiet small"
                          disabled={markAsRead.isPending && markAsRead.variables === each.id}
                          onClick={() => markAsRead.mutate(each.id)}
                        >
                          Mark as read
                          <span className="visually-hidden">: {each.message}</span>
                        </button>
                      )}
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
