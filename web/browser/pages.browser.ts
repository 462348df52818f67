import { mkdir } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { consoleUrl, type Device, device, launch, signIn } from './harness';

const SHOTS = new URL('../target/screenshots/', import.meta.url).pathname;

const PAGES: Record<string, string> = {
  home: '/app/',
  orders: '/app/orders',
  'place-order': '/app/orders/new',
  notifications: '/app/notifications',
  people: '/app/people',
  person: '/app/people/bob',
  products: '/app/products',
  product: '/app/products/tea',
  'new-product': '/app/products/new',
  account: '/app/account',
  missing: '/app/no-such-page',
};

const LOOKS = [
  { name: 'wide-light', viewport: { width: 1280, height: 800 }, colorScheme: 'light' },
  { name: 'wide-dark', viewport: { width: 1280, height: 800 }, colorScheme: 'dark' },
  { name: 'narrow-light', viewport: { width: 360, height: 740 }, colorScheme: 'light' },
  { name: 'narrow-dark', viewport: { width: 360, height: 740 }, colorScheme: 'dark' },
] as const;

let browser: Browser;

beforeAll(async () => {
  await mkdir(SHOTS, { recursive: true });
  browser = await launch();
});

afterAll(() => browser.close());

describe.each(LOOKS)('$name', ({ name, viewport, colorScheme }) => {
  let olga: Device;

  beforeAll(async () => {
    olga = await device(browser, { viewport, colorScheme, reducedMotion: 'reduce' });
    await olga.page.goto('/app/');
    await look('welcome');
    await signIn(olga.page, 'olga');
    await olga.page.evaluate(() => localStorage.setItem('freshet.strip', 'on'));
  });

  afterAll(() => olga.context.close());

  async function look(page: string): Promise<void> {
    await olga.page.locator('.skeleton').first().waitFor({ state: 'detached' });
    await olga.page.evaluate(() => document.fonts.ready);
    await olga.page.screenshot({ path: `${SHOTS}${page}-${name}.png` });
  }

  async function judge(page: string): Promise<void> {
    await look(page);
    expect(await olga.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width);
    const { violations } = await new AxeBuilder({ page: olga.page }).analyze();
    const serious = violations.filter((each) => each.impact === 'serious' || each.impact === 'critical');
    expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
    expect(olga.complaints.splice(0)).toEqual([]);
  }

  it.each(Object.entries(PAGES))('%s: nothing is cut off or keeps a reader out; no complaint', async (page, path) => {
    await olga.page.goto(path);
    await olga.page.getByRole('heading', { level: 1 }).or(olga.page.locator('.blank')).first().waitFor();
    await judge(page);
  });

  it('an order, and what is asked before an account is deleted', async () => {
    await olga.page.goto('/app/orders/new');
    await olga.page.getByRole('button', { name: 'One Kettle more' }).click();
    await olga.page.getByRole('button', { name: 'Place the order' }).click();
    await olga.page.getByRole('heading', { name: 'Order', exact: true }).waitFor();
    await judge('order');
    await olga.page.goto('/app/account');
    await olga.page.getByRole('button', { name: 'Delete my account…' }).click();
    await olga.page.getByRole('dialog').waitFor();
    await judge('dialog');
  });

  it.each(['Change', 'Figures', 'Queues', 'Faults', 'User'])('the console, %s', async (panel) => {
    await olga.page.goto(consoleUrl);
    await olga.page.getByText('Live', { exact: true }).waitFor();
    await olga.page.getByRole('navigation', { name: 'Panels' }).getByRole('button', { name: panel }).click();
    await olga.page.getByRole('main').locator('.card, .waterfall').first().waitFor();
    await olga.page.getByText('Being read').first().waitFor({ state: 'detached' });
    await judge(`console-${panel.toLowerCase()}`);
  });
});

/** Before any script of the page: how far things moved, and when something of its own was shown. */
function observe(): void {
  const seen = { shifted: 0, shown: 0, usable: 0 };
  Object.assign(window, { seen });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[]) {
      seen.shifted += entry.value;
    }
  }).observe({ type: 'layout-shift', buffered: true });
  new PerformanceObserver((list) => {
    seen.shown ||= list.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0;
  }).observe({ type: 'paint', buffered: true });
  const usable = () => {
    if (/^Hello, /.test(document.querySelector('h1')?.textContent ?? '')) {
      seen.usable = performance.now();
    } else {
      requestAnimationFrame(usable);
    }
  };
  usable();
}

describe('a visit', () => {
  it.each([
    ['cold', 1280],
    ['warm', 1280],
    ['warm', 360],
  ])('%s, %i px wide: moves nothing once it is shown', async (caches, width) => {
    const { context, page } = await device(browser, { viewport: { width, height: 740 } });
    await signIn(page, 'alice');
    if (caches === 'cold') {
      await (await context.newCDPSession(page)).send('Network.clearBrowserCache');
    }
    await page.addInitScript(observe);
    await page.goto('/app/');
    await page.getByRole('heading', { name: /^Hello/ }).waitFor();
    await page.locator('.skeleton').first().waitFor({ state: 'detached' });
    await settled(page);
    const seen = await page.evaluate(() => (window as unknown as { seen: Record<'shifted' | 'shown' | 'usable', number> }).seen);
    console.log(`${caches} visit, ${width} px: first content after ${Math.round(seen.shown)} ms, the user's data after ${Math.round(seen.usable)} ms`);
    expect(seen.shifted).toBe(0);
    await context.close();
  });
});

/** Two frames: what was done is drawn and observed. */
function settled(page: Page): Promise<void> {
  return page.evaluate(() => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))));
}
