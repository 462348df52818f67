import { mkdir } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Device, device, launch, signIn } from './harness';

const SHOTS = new URL('../target/screenshots/', import.meta.url).pathname;

const PAGES: Record<string, string> = {
  home: '/app/',
  orders: '/app/orders',
  'place-order': '/app/orders/new',
  notifications: '/app/notifications',
  people: '/app/people',
  person: '/app/people/bob',
  products: '/app/products',
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

  it.each(Object.entries(PAGES))('%s: nothing is cut off, moves, or keeps a reader out; no complaint', async (page, path) => {
    await olga.page.goto(path);
    await olga.page.getByRole('heading', { level: 1 }).or(olga.page.locator('.blank')).first().waitFor();
    await look(page);
    expect(await olga.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width);
    const { violations } = await new AxeBuilder({ page: olga.page }).analyze();
    const serious = violations.filter((each) => each.impact === 'serious' || each.impact === 'critical');
    expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
    expect(olga.complaints.splice(0)).toEqual([]);
  });
});

describe('the first visit', () => {
  it('moves nothing once it is shown', async () => {
    const { context, page } = await device(browser);
    await signIn(page, 'alice');
    await page.goto('/app/');
    await page.getByRole('heading', { name: /^Hello/ }).waitFor();
    await page.locator('.skeleton').first().waitFor({ state: 'detached' });
    const shifted = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          let sum = 0;
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[]) {
              sum += entry.value;
            }
          }).observe({ type: 'layout-shift', buffered: true });
          requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)));
        }),
    );
    expect(shifted).toBeLessThan(0.1);
    await context.close();
  });
});
