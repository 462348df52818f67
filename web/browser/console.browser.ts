import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { consoleUrl, type Device, device, freshet, launch, sendMessage, url } from './harness';

/** From the answer to a change until the console has all of its steps. */
const SHOWN_WITHIN_MS = 2_000;

let browser: Browser;
let operator: Device;

beforeAll(async () => {
  browser = await launch();
});

afterAll(() => browser.close());

beforeEach(async () => {
  operator = await device(browser);
  await operator.page.goto(consoleUrl);
  await operator.page.getByText('Live', { exact: true }).waitFor();
});

afterEach(async () => {
  await operator.context.close();
  expect(operator.complaints).toEqual([]);
});

/** Places an order, as a program would. Returns the change's id. */
async function order(token: string): Promise<string> {
  const answer = await fetch(`${url}/orders`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() },
    body: JSON.stringify({ lines: [{ productId: 'tea', quantity: 1 }] }),
  });
  expect(answer.status).toBe(201);
  return answer.headers.get('X-Correlation-Id') ?? '';
}

/** Asks for the same page again, as an open app does, until its answer may stay at the edge for minutes. */
async function lease(token: string, path: string): Promise<void> {
  let etag = '';
  const read = async (): Promise<number> => {
    const answer = await fetch(`${url}${path}`, {
      headers: { Authorization: `Bearer ${token}`, ...(etag === '' ? {} : { 'If-None-Match': etag }) },
    });
    etag = answer.headers.get('ETag') ?? etag;
    const { reads } = (await (await fetch(new URL('/ops/api/state', consoleUrl))).json()) as { reads: { path: string; life: number }[] };
    return reads.findLast((each) => each.path.split('?')[0] === path)?.life ?? 0;
  };
  await expect.poll(read, { timeout: 40_000, interval: 1_000 }).toBeGreaterThan(30);
}

const open = (page: Page, panel: string) => page.getByRole('navigation', { name: 'Panels' }).getByRole('button', { name: panel }).click();

const row = (page: Page, id: string) => page.locator(`[id="change-${id}"]`);

describe('the timeline', () => {
  it('shows a change from commit to eviction within two seconds', async () => {
    const token = await freshet('token', 'alice');
    await row(operator.page, await order(token)).waitFor();
    const id = await order(token);
    const began = Date.now();
    await row(operator.page, id).locator('.ms:not(.open)').waitFor({ timeout: SHOWN_WITHIN_MS });
    console.log(`a change was shown whole ${Date.now() - began} ms after its answer`);
    await row(operator.page, id).click();
    const steps = operator.page.getByRole('table', { name: 'Steps of the change' });
    expect(await steps.getByRole('row').allTextContents()).toEqual([
      expect.stringMatching(/^Tablecommit: /),
      expect.stringMatching(/^Stream → busevent \+\d+ ms$/),
      expect.stringMatching(/^Redisevicted \+\d+ ms: /),
      expect.stringMatching(/^Window/),
      expect.stringMatching(/^Edge/),
      expect.stringMatching(/^Reads meanwhile/),
    ]);
  });

  it('shows the purge that ends a lease, and the reads meanwhile', async () => {
    const token = await freshet('token', 'bob');
    await lease(token, '/dashboard');
    const id = await order(token);
    await fetch(`${url}/dashboard?fresh=${Date.now()}`, { headers: { Authorization: `Bearer ${token}` } });
    await row(operator.page, id).click();
    const steps = operator.page.getByRole('table', { name: 'Steps of the change' });
    await steps.getByRole('row', { name: /^Edge .*effective \+\d+ ms/ }).waitFor();
    await steps.getByRole('row', { name: /^Lease/ }).waitFor();
    await steps.getByRole('row', { name: /^Reads meanwhile .*shows the change/ }).waitFor();
    await open(operator.page, 'Figures');
    await operator.page.getByText('Issued: lease found').waitFor();
  });

  it('finds a user and moves by keys', async () => {
    const { page } = operator;
    await order(await freshet('token', 'olga'));
    await order(await freshet('token', 'alice'));
    await page.getByLabel('Filter by user').fill('olga');
    const list = page.getByRole('complementary', { name: 'Changes' });
    await expect.poll(async () => new Set(await list.locator('strong').allTextContents())).toEqual(new Set(['Olga']));
    await page.getByLabel('Filter by user').fill('');
    await list.getByRole('button').first().focus();
    await page.keyboard.press('j');
    await expect.poll(() => list.getByRole('button').nth(1).getAttribute('aria-current')).toBe('true');
  });
});

describe('an operator', () => {
  it('switches a fault on and off', async () => {
    const { page } = operator;
    await open(page, 'Faults');
    try {
      const fault = page.getByRole('listitem').filter({ hasText: 'bus-delay' });
      await fault.getByLabel('by').fill('100ms');
      await fault.getByRole('button', { name: 'Switch on' }).click();
      await fault.getByRole('button', { name: 'Switch off' }).waitFor();
      expect(await freshet('fault')).toMatch(/bus-delay.*on.*100ms|bus-delay.*100ms/s);
      await fault.getByRole('button', { name: 'Switch off' }).click();
      await fault.getByRole('button', { name: 'Switch on' }).waitFor();
    } finally {
      await freshet('fault', 'clear', 'bus-delay');
    }
  });

  it('reads why a fault is refused', async () => {
    const { page } = operator;
    await open(page, 'Faults');
    const fault = page.getByRole('listitem').filter({ hasText: 'bus-delay' });
    await fault.getByLabel('by').fill('soon');
    await fault.getByRole('button', { name: 'Switch on' }).click();
    await page.getByRole('status').filter({ hasText: /by/ }).waitFor();
    // The browser itself reports the 400 that this is about.
    operator.complaints.splice(0, operator.complaints.length, ...operator.complaints.filter((each) => !each.includes('400')));
  });

  it('gives dead letters back', async () => {
    const { page } = operator;
    await sendMessage('StreamDlqUrl', {
      eventID: randomUUID(),
      eventName: 'MODIFY',
      dynamodb: {
        ApproximateCreationDateTime: Math.floor(Date.now() / 1000),
        SequenceNumber: '1',
        Keys: { pk: { S: 'USER#alice' }, sk: { S: 'PROFILE' } },
        OldImage: { name: { S: 'before' } },
        NewImage: { name: { S: 'after' } },
      },
    });
    await open(page, 'Queues');
    const queue = page.getByRole('row', { name: /^StreamDlq 1 / });
    await queue.getByRole('button', { name: 'Redrive' }).click();
    await page.getByText('1 given back, 0 left').waitFor();
    await page.getByRole('row', { name: /^StreamDlq 0 / }).waitFor();
  });

  it("flushes a user's entries from Redis and the edge", async () => {
    const { page } = operator;
    const token = await freshet('token', 'alice');
    await lease(token, '/orders');
    await page.getByLabel('Filter by user').fill('alice');
    await open(page, 'User');
    const holdings = page.getByRole('main').getByRole('listitem');
    await holdings.filter({ hasText: '/orders' }).waitFor();
    await page.getByRole('button', { name: 'Flush' }).click();
    await page.getByText(/^Being flushed: /).waitFor();
    await page.getByRole('heading', { name: 'What the caches hold of Alice' }).waitFor();
    await page.getByText('No copies').waitFor();
    await expect.poll(() => holdings.filter({ hasText: 'orders' }).count()).toBe(0);
  });
});

describe('a page of another site', () => {
  it('can neither read the console nor set faults', async () => {
    // Another port of the same machine is another origin.
    const other = await operator.context.newPage();
    await other.goto(`${url}/app/config.json`);
    const tried = await other.evaluate(
      async (base) =>
        Promise.all(
          [
            [`${base}/ops/api/state`, {}],
            [`${base}/ops/api/state`, { mode: 'no-cors' as const }],
            [`${base}/ops/api/faults/bus-delay`, { method: 'PUT', body: '{}' }],
            [`${base}/ops/api/users/alice/flush`, { method: 'POST', mode: 'no-cors' as const }],
          ].map(async ([address, init]) => {
            try {
              return (await fetch(address as string, init as RequestInit)).type === 'opaque' ? 'opaque' : 'read';
            } catch {
              return 'refused';
            }
          }),
        ),
      new URL(consoleUrl).origin,
    );
    expect(tried).not.toContain('read');
    const { faults } = (await (await fetch(new URL('/ops/api/faults', consoleUrl))).json()) as { faults: { name: string; on: boolean }[] };
    expect(faults.filter((each) => each.on)).toEqual([]);
    await other.close();
  });
});
