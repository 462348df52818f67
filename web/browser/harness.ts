import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { inject } from 'vitest';
import './system';

const FRESHET = fileURLToPath(new URL('../../freshet', import.meta.url));

export const url = inject('url');
const port = new URL(url).port;

/** Debian's Chromium; no download of Playwright's own. */
export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
}

/** ./freshet COMMAND on the running system. */
export async function freshet(...command: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(FRESHET, [...command, '--port', port]);
  return stdout.trim();
}

/** Pages of one user on one device. What the browser complains of is kept. */
export interface Device {
  context: BrowserContext;
  page: Page;
  complaints: string[];
}

export async function device(browser: Browser, options: Parameters<Browser['newContext']>[0] = {}): Promise<Device> {
  const context = await browser.newContext({ baseURL: url, locale: 'en-US', timezoneId: 'UTC', ...options });
  context.setDefaultTimeout(20_000);
  const complaints: string[] = [];
  const page = await context.newPage();
  watch(page, complaints);
  return { context, page, complaints };
}

export function watch(page: Page, complaints: string[]): void {
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') {
      complaints.push(`${page.url()}: ${message.text()}`);
    }
  });
}

const tokens: Record<string, Promise<string>> = {};

/** With a token of ./freshet token, and a stand-in for /auth. */
export async function signIn(page: Page, name: string): Promise<void> {
  const token = await (tokens[name] ??= freshet('token', name));
  const user = { id: name, name: name[0]?.toUpperCase() + name.slice(1), email: `${name}@example.com`, groups: name === 'olga' ? ['admin'] : [] };
  const context = page.context();
  await context.unroute('**/auth/*');
  await context.addCookies([{ name: 'stand-in', value: name, url }]);
  await context.route('**/auth/refresh', async (route) => {
    const signedIn = (await context.cookies()).some((cookie) => cookie.name === 'stand-in');
    await (signedIn
      ? route.fulfill({ json: { accessToken: token, tokenType: 'Bearer', expiresIn: 3600, user } })
      : route.fulfill({ status: 401, json: { type: '/problems/unauthorized', title: 'No', status: 401, message: 'No' } }));
  });
  await context.route('**/auth/logout', async (route) => {
    await context.clearCookies();
    await route.fulfill({ status: 204 });
  });
  await page.goto('/app/');
  await page.evaluate(() => localStorage.setItem('freshet.signed-in', 'yes'));
  await page.reload();
  await page.getByRole('heading', { level: 1, name: name === 'olga' ? /Hello|Create/ : /^Hello, / }).waitFor();
}

export async function signUp(page: Page, name: string, email: string): Promise<void> {
  await signIn(page, name);
  void email;
}

export async function heading(page: Page): Promise<string | null> {
  return page.getByRole('heading', { level: 1 }).textContent();
}
