import { randomUUID } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Device, device, evicted, freshet, heading, launch, signIn, signUp, url, watch } from './harness';

let browser: Browser;
const devices: Device[] = [];

async function open(options?: Parameters<Browser['newContext']>[0]): Promise<Device> {
  const opened = await device(browser, options);
  devices.push(opened);
  return opened;
}

beforeAll(async () => {
  browser = await launch();
});

afterAll(() => browser.close());

afterEach(async ({ task }) => {
  for (const each of devices.splice(0)) {
    if (task.result?.state === 'fail') {
      console.log(`${each.page.url()} at the end of the failed test:\n${await each.page.locator('body').ariaSnapshot()}`);
    }
    await each.context.close();
    expect(each.complaints).toEqual([]);
  }
});

describe('a new user', () => {
  it('signs up, orders, and sees the order on all pages at once', async () => {
    const { page } = await open();
    await signUp(page, 'Nora', 'nora@example.com');
    expect(await heading(page)).toBe('Hello, Nora');
    await page.getByRole('link', { name: 'Place an order' }).click();
    await page.getByRole('button', { name: 'One Tea more' }).click();
    await page.getByRole('button', { name: 'One Tea more' }).click();
    await page.getByRole('button', { name: 'Place the order' }).click();
    await page.getByRole('heading', { name: 'Order', exact: true }).waitFor();
    await page.getByRole('cell', { name: '$9.00' }).first().waitFor();
    await page.getByRole('link', { name: 'Home', exact: true }).click();
    const statistics = page.getByRole('region', { name: 'Statistics' });
    await expect.poll(() => statistics.getByRole('definition').allTextContents()).toEqual(['1', '$9.00', expect.anything()]);
  });
});

describe('a user', () => {
  let alice: Device;

  beforeEach(async () => {
    alice = await open();
    await signIn(alice.page, 'alice');
  });

  it('sees what was saved as soon as it is saved, and after a reload', async () => {
    const { page } = alice;
    await page.getByRole('link', { name: 'Account' }).click();
    const name = `Alice ${Date.now() % 10_000}`;
    await page.getByLabel('Name', { exact: true }).fill(name);
    await page.getByRole('region', { name: 'Profile' }).getByRole('button', { name: 'Save' }).click();
    await page.getByText('Your profile is saved.').waitFor();
    await page.getByRole('link', { name: 'Home', exact: true }).click();
    await page.getByRole('heading', { name: `Hello, ${name}` }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: `Hello, ${name}` }).waitFor();
  });

  it('is served by the edge when a page is visited again', async () => {
    const { page } = alice;
    // Tells the edge's copy from one that a page holds: the strip names the source.
    await page.evaluate(() => localStorage.setItem('freshet.strip', 'on'));
    await page.goto('/app/orders');
    await page.getByText(/^Edge /).waitFor();
    await expect
      .poll(
        async () => {
          await page.getByRole('link', { name: 'Home', exact: true }).click();
          await page.getByRole('link', { name: 'Orders' }).click();
          return page.getByText(/^Edge /).first().textContent();
        },
        { timeout: 30_000 },
      )
      .toMatch(/^Edge (refresh )?hit/);
  });

  it('is served by a cache when a page is loaded again', async () => {
    const { page } = alice;
    await page.evaluate(() => localStorage.setItem('freshet.strip', 'on'));
    await page.goto('/app/orders');
    const strip = page.getByText(/^Edge /).first();
    await expect
      .poll(
        async () => {
          await page.reload();
          return strip.textContent();
        },
        { timeout: 30_000 },
      )
      .toMatch(/^Edge (refresh )?hit|Redis/);
  });

  it('sees on one device what another has changed, and does nothing for it', async () => {
    const other = await open();
    const connected = other.page.waitForEvent('websocket');
    await signIn(other.page, 'alice');
    const told = (await connected).waitForEvent('framereceived', { predicate: ({ payload }) => payload.toString().includes('orders') });
    await other.page.getByRole('link', { name: 'Orders', exact: true }).click();
    const rows = other.page.locator('.row-link');
    await rows.first().waitFor();
    const before = await rows.count();
    const { page } = alice;
    await page.getByRole('link', { name: 'Place an order' }).click();
    await page.getByRole('button', { name: 'One Tea more' }).click();
    await page.getByRole('button', { name: 'Place the order' }).click();
    await page.getByRole('heading', { name: 'Order', exact: true }).waitFor();
    await told;
    await expect.poll(() => rows.count()).toBe(before + 1);
  });

  it('sees what another device changed before it was connected', async () => {
    const { context, page } = alice;
    let connect = () => {};
    const held = new Promise<void>((resolve) => (connect = resolve));
    await context.route(`${url}/push/ticket`, async (route) => {
      await held;
      await route.continue();
    });
    await page.goto('/app/orders');
    const rows = page.locator('.row-link');
    await rows.first().waitFor();
    const before = await rows.count();
    const answer = await fetch(`${url}/orders`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${await freshet('token', 'alice')}`, 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() },
      body: JSON.stringify({ lines: [{ productId: 'tea', quantity: 1 }] }),
    });
    await evicted(answer.headers.get('X-Correlation-Id') ?? '');
    expect(await rows.count()).toBe(before);
    const again = page.waitForRequest(/\/orders\?.*fresh=/);
    connect();
    await again;
    await expect.poll(() => rows.count()).toBe(before + 1);
  });

  it('closes the connection that tells of changes when signing out', async () => {
    const { page } = await open();
    const opened = page.waitForEvent('websocket');
    await signIn(page, 'alice');
    const socket = await opened;
    const farewell = page.waitForResponse((answer) => answer.url() === `${url}/push/connections` && answer.request().method() === 'DELETE');
    await page.getByRole('link', { name: 'Account' }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    expect((await farewell).status()).toBe(204);
    await expect.poll(() => socket.isClosed()).toBe(true);
  });

  it('finds every page again by its address', async () => {
    const { page } = alice;
    await page.goto('/app/orders');
    await page.getByRole('listitem').locator('.row-link').first().click();
    await page.getByRole('heading', { name: 'Order', exact: true }).waitFor();
    const order = new URL(page.url()).pathname;
    for (const [path, title] of [
      ['/app/', /^Hello/],
      ['/app/orders', 'Orders'],
      ['/app/orders/new', 'Place an order'],
      [order, 'Order'],
      ['/app/notifications', 'Notifications'],
      ['/app/people', 'People'],
      ['/app/people/bob', 'Bob'],
      ['/app/account', 'Account'],
    ] as const) {
      await page.goto(path);
      await page.getByRole('heading', { level: 1, name: title }).waitFor();
      await page.reload();
      await page.getByRole('heading', { level: 1, name: title }).waitFor();
      expect(new URL(page.url()).pathname).toBe(path);
    }
  });

  it('chooses between two versions that were saved at once', async () => {
    const { context, page, complaints } = alice;
    const other = await context.newPage();
    watch(other, complaints);
    for (const each of [page, other]) {
      await each.goto('/app/account');
      await each.getByLabel('Orders on a page').waitFor();
    }
    const save = (of: typeof page) => of.getByRole('region', { name: 'Preferences' }).getByRole('button', { name: 'Save' }).click();
    // Another value than before, if the test is repeated, and room for all orders of these tests.
    const wanted = String(21 + (Date.now() % 29));
    // Before the other version is saved: an unedited form would follow it.
    await other.getByLabel('Orders on a page').fill(wanted);
    await page.getByLabel('Notifications by e-mail').click();
    await save(page);
    await page.getByText('Your preferences are saved.').waitFor();
    await save(other);
    const dialog = other.getByRole('dialog', { name: 'This was changed meanwhile' });
    await dialog.waitFor();
    expect(await dialog.getByRole('rowheader').allTextContents()).toEqual(['Notifications by e-mail', 'Orders on a page']);
    await dialog.getByRole('button', { name: 'Save this choice' }).click();
    await other.getByText('Your preferences are saved.').waitFor();
    await page.reload();
    await expect.poll(() => page.getByLabel('Orders on a page').inputValue()).toBe(wanted);
    // The browser itself reports the 412 that this is about.
    complaints.splice(0, complaints.length, ...complaints.filter((each) => !each.includes('412')));
  });

  it('follows a person at once, in all lists', async () => {
    const { page } = alice;
    await page.getByRole('link', { name: 'People' }).click();
    await page.getByLabel('The whole e-mail address').fill('bob@example.com');
    await page.getByRole('button', { name: 'Find' }).click();
    const following = page.getByRole('region', { name: 'You follow' });
    const button = page.getByRole('region', { name: 'Find a person' }).getByRole('button', { name: /ollow Bob/i });
    await button.click();
    await following.getByRole('link', { name: 'Bob' }).waitFor();
    await button.click();
    await following.getByText('Not following anyone yet').waitFor();
  });

  it('leaves nothing behind at sign-out, neither for Back nor for the next user', async () => {
    const { page } = alice;
    await page.getByRole('link', { name: 'Orders' }).click();
    await page.getByText('Kettle').first().waitFor();
    await page.getByRole('link', { name: 'Account' }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL(`${url}/app/`);
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('freshet.fresh.')))).toEqual([]);
    await page.goBack();
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    expect(await page.getByText('Kettle').count()).toBe(0);
    await signIn(page, 'bob');
    await page.getByRole('link', { name: 'Orders' }).click();
    await page.getByText(/Coffee/).first().waitFor();
    expect(await page.getByText('Kettle').count()).toBe(0);
  });

  it('is told when the session has ended, and comes back to the same page', async () => {
    const { context, page, complaints } = alice;
    await page.getByRole('link', { name: 'Orders' }).click();
    await page.getByText('Kettle').first().waitFor();
    await context.clearCookies();
    await page.reload();
    await page.getByRole('heading', { name: 'Your session has ended' }).waitFor();
    expect(await page.getByText('Kettle').count()).toBe(0);
    // The browser itself reports the 401 that this is about.
    complaints.splice(0, complaints.length, ...complaints.filter((each) => !each.includes('401')));
  });

  it('does not see the products of administrators', async () => {
    const { page } = alice;
    expect(await page.getByRole('link', { name: 'Products' }).count()).toBe(0);
    await page.goto('/app/products');
    await page.getByText('For administrators').waitFor();
  });

  it('reads and writes while Redis is away', async () => {
    const { page } = alice;
    await freshet('fault', 'redis-killed');
    try {
      await page.goto('/app/orders/new');
      await page.getByRole('button', { name: 'One Cup more' }).click();
      await page.getByRole('button', { name: 'Place the order' }).click();
      await page.getByRole('heading', { name: 'Order', exact: true }).waitFor();
      await page.getByRole('link', { name: 'Orders', exact: true }).click();
      await page.locator('.row-link', { hasText: 'just now' }).first().waitFor();
    } finally {
      await freshet('fault', 'clear', 'redis-killed');
    }
    await page.getByRole('link', { name: 'Home', exact: true }).click();
    await page.getByRole('heading', { name: /^Hello/ }).waitFor();
  });
});

describe('two users on two devices', () => {
  it('see each their own data', async () => {
    const alice = await open();
    const bob = await open();
    await Promise.all([signIn(alice.page, 'alice'), signIn(bob.page, 'bob')]);
    await Promise.all([alice, bob].map(({ page }) => page.getByRole('link', { name: 'Orders' }).click()));
    await alice.page.getByText('Kettle').first().waitFor();
    await bob.page.getByText('Coffee').first().waitFor();
    expect(await alice.page.getByText('Coffee').count()).toBe(0);
    expect(await bob.page.getByText('Kettle').count()).toBe(0);
  });
});

describe('an administrator', () => {
  it('adds, changes and deletes a product', async () => {
    const { page } = await open();
    await signIn(page, 'olga');
    await page.getByRole('link', { name: 'Products' }).click();
    await page.getByRole('link', { name: 'Add a product' }).click();
    await page.getByLabel('Id').fill('spoon');
    await page.getByLabel('Name').fill('Spoon');
    await page.getByLabel('Price').fill('3.20');
    await page.getByRole('button', { name: 'Add it' }).click();
    await page.getByRole('link', { name: /Spoon/ }).click();
    await page.getByLabel('Price').fill('3.50');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Spoon is saved.').waitFor();
    await page.getByRole('link', { name: 'All products' }).click();
    await page.getByRole('link', { name: /Spoon.*\$3\.50/ }).click();
    await page.getByRole('button', { name: 'Delete…' }).click();
    await page.getByRole('button', { name: 'Delete it' }).click();
    await page.getByText('Spoon is deleted.').waitFor();
    expect(await page.getByRole('link', { name: /Spoon/ }).count()).toBe(0);
  });

  it('chooses between two prices that were saved at once', async () => {
    const { context, page, complaints } = await open();
    await signIn(page, 'olga');
    const other = await context.newPage();
    watch(other, complaints);
    for (const each of [page, other]) {
      await each.goto('/app/products/cup');
    }
    // Before the other price is saved: an unedited form would follow it.
    await other.getByLabel('Price').fill('13');
    await page.getByLabel('Price').fill('14');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Cup is saved.').waitFor();
    await other.getByRole('button', { name: 'Save' }).click();
    const dialog = other.getByRole('dialog', { name: 'This was changed meanwhile' });
    await dialog.waitFor();
    expect(await dialog.getByRole('rowheader').allTextContents()).toEqual(['Price']);
    expect(await dialog.getByRole('cell').allTextContents()).toEqual(['$13.00', '$14.00']);
    // The browser itself reports the 412 that this is about.
    complaints.splice(0, complaints.length, ...complaints.filter((each) => !each.includes('412')));
  });
});

describe('a slow network', () => {
  it('shows the shape of the page at once, and the same shape when the data is there', async () => {
    const { context, page } = await open();
    await signIn(page, 'alice');
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    await context.route(`${url}/dashboard*`, async (route) => {
      await held;
      await route.continue();
    });
    await page.reload();
    await page.getByRole('region', { name: 'Activity' }).locator('.skeleton').first().waitFor();
    expect(await page.getByRole('heading', { level: 2 }).allTextContents()).toEqual(['Statistics', 'Notifications', 'Activity']);
    release();
    await page.getByRole('heading', { name: /^Hello/ }).waitFor();
    expect(await page.locator('.skeleton').count()).toBe(0);
  });
});
