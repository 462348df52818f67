import { House, Package, ShoppingBag, UserRound, UsersRound } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import type { SignedInUser } from '../session/session';

const PLACES = [
  { path: '/', label: 'Home', Icon: House },
  { path: '/orders', label: 'Orders', Icon: ShoppingBag },
  { path: '/people', label: 'People', Icon: UsersRound },
];
const PRODUCTS = { path: '/products', label: 'Products', Icon: Package };
const ACCOUNT = { path: '/account', label: 'Account', Icon: UserRound };

export function Brand() {
  return (
    <span className="brand">
      <svg viewBox="0 0 32 32" width="26" height="26" aria-hidden>
        <rect width="32" height="32" rx="8" fill="#0b6e75" />
        <path d="M6 12c4-4 7-4 10 0s6 4 10 0M6 20c4-4 7-4 10 0s6 4 10 0" fill="none" stroke="#fff" strokeWidth="3" strokeLinecap="round" />
      </svg>
      Freshet
    </span>
  );
}

/** Left navigation where it is wide, a bar at the bottom where it is narrow. */
export function Shell({
  user,
  name,
  isAdmin,
  children,
}: {
  user: SignedInUser | undefined;
  name?: string | undefined;
  isAdmin?: boolean;
  children: ReactNode;
}) {
  const [path] = useLocation();
  const places = [...PLACES, ...(isAdmin ? [PRODUCTS] : []), ACCOUNT];
  return (
    <div className="shell">
      <a className="skip" href="#content">
        Skip to content
      </a>
      <div className="side">
        <Link href="/" aria-label="Freshet, home" className="home">
          <Brand />
        </Link>
        <nav aria-label="Main">
          <ul>
            {places.map(({ path: to, label, Icon }) => {
              const here = to === '/' ? path === '/' : path.startsWith(to);
              return (
                <li key={to}>
                  <Link href={to} aria-current={here ? 'page' : undefined}>
                    <Icon size={19} aria-hidden />
                    <span>{label}</span>
                  </Link>
                </li>
              );
            })}
          </ul>
        </nav>
        <p className="who">{name ?? user?.email ?? ''}</p>
      </div>
      <main id="content" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

/** A page's heading, and what can be done on it. */
export function Head({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="head">
      <title>{`${title} · Freshet`}</title>
      <h1>{title}</h1>
      {children && <div className="line-up">{children}</div>}
    </div>
  );
}
