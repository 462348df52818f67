import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useSyncExternalStore } from 'react';
import { Link, Route, Switch, useLocation } from 'wouter';
import { ProblemError } from '../data/problem';
import { preferences, profile } from '../data/queries';
import { type SignedInUser, session } from '../session/session';
import { speak } from '../ui/format';
import { Notices } from '../ui/notices';
import { Blank, SkeletonRows } from '../ui/parts';
import { applyTheme } from '../ui/settings';
import { Dashboard } from './Dashboard';
import { followChanges } from './live';
import { Head, Shell } from './Shell';
import { Callback, Unreachable, Welcome } from './Welcome';

const Orders = lazy(() => import('./Orders'));
const Order = lazy(() => import('./Order'));
const PlaceOrder = lazy(() => import('./PlaceOrder'));
const Notifications = lazy(() => import('./Notifications'));
const People = lazy(() => import('./People'));
const Person = lazy(() => import('./Person'));
const Products = lazy(() => import('./Products'));
const Product = lazy(() => import('./Product'));
const Account = lazy(() => import('./Account'));
const CreateAccount = lazy(() => import('./CreateAccount'));

export function App() {
  const now = useSyncExternalStore(session.subscribe, session.get);
  const [path] = useLocation();
  if (path === '/callback') {
    return <Callback />;
  }
  switch (now.state) {
    case 'signed-in':
      return <SignedIn key={now.user.id} user={now.user} />;
    case 'signed-out':
      return <Welcome expired={now.expired} />;
    case 'unreachable':
      return <Unreachable />;
    case 'unknown':
      return (
        <Shell user={undefined}>
          <Loading />
        </Shell>
      );
  }
}

function SignedIn({ user }: { user: SignedInUser }) {
  const isAdmin = user.groups.includes('admin');
  const account = useQuery(profile);
  const prefs = useQuery(preferences);
  useEffect(() => followChanges(user.id), [user.id]);
  useEffect(() => {
    if (prefs.data !== undefined) {
      applyTheme(prefs.data.data.theme);
      speak(prefs.data.data.language);
    }
  }, [prefs.data]);
  const isNew = account.error instanceof ProblemError && account.error.is('no-account');
  return (
    <>
      <Shell user={user} name={account.data?.data.name} isAdmin={isAdmin}>
        <Suspense fallback={<Loading />}>
          {isNew ? (
            <CreateAccount user={user} />
          ) : (
            <Switch>
              <Route path="/" component={Dashboard} />
              <Route path="/orders" component={Orders} />
              <Route path="/orders/new" component={PlaceOrder} />
              <Route path="/orders/:id">{({ id }) => <Order id={decodeURIComponent(id)} />}</Route>
              <Route path="/notifications" component={Notifications} />
              <Route path="/people" component={People} />
              <Route path="/people/:id">{({ id }) => <Person id={decodeURIComponent(id)} />}</Route>
              <Route path="/products">{isAdmin ? <Products /> : <Forbidden />}</Route>
              <Route path="/products/:id">{({ id }) => (isAdmin ? <Product id={decodeURIComponent(id)} /> : <Forbidden />)}</Route>
              <Route path="/account" component={Account} />
              <Route>
                <Head title="Page not found" />
                <section className="panel">
                  <Blank title="The address has no page">
                    <Link href="/">Go to your home page</Link>
                  </Blank>
                </section>
              </Route>
            </Switch>
          )}
        </Suspense>
      </Shell>
      <Notices />
    </>
  );
}

function Forbidden() {
  return (
    <>
      <Head title="Products" />
      <section className="panel">
        <Blank title="For administrators">
          <span>Your account does not manage products.</span>
        </Blank>
      </section>
    </>
  );
}

function Loading() {
  return (
    <section className="panel" aria-busy>
      <header>
        <span className="visually-hidden">Loading…</span>
      </header>
      <SkeletonRows rows={4} />
    </section>
  );
}
