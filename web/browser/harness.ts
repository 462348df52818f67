import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import './system';

const FRESHET = fileURLToPath(new URL('../../freshet', import.meta.url));

export const url = inject('url');
export const consoleUrl = inject('console');
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

/** Sends a message to a queue of the running system, which is called as the stack's output names its address. */
export async function sendMessage(queueOutput: string, body: unknown): Promise<void> {
  const run = await readFile(new URL(`../../.freshet/run/${port}.properties`, import.meta.url), 'utf8');
  const control = /^control=(.*)$/m.exec(run)?.[1]?.replaceAll('\\', '');
  const stack = (await (await fetch(`${control}/stack`)).json()) as { outputs: Record<string, string>; endpoints: Record<string, string> };
  const [, endpoint] = Object.entries(stack.endpoints).find(([service]) => service.toLowerCase() === 'sqs') ?? [];
  const answer = await fetch(endpoint ?? '', {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-amz-json-1.0', 'X-Amz-Target': 'AmazonSQS.SendMessage' },
    body: JSON.stringify({ QueueUrl: stack.outputs[queueOutput], MessageBody: JSON.stringify(body) }),
  });
  if (!answer.ok) {
    throw new Error(`SendMessage: ${answer.status} ${await answer.text()}`);
  }
}

/** Waits until Redis holds nothing that lacks this change. */
export async function evicted(change: string): Promise<void> {
  const kinds = async (): Promise<string[]> => {
    const { changes } = (await (await fetch(new URL('/ops/api/state', consoleUrl))).json()) as { changes: { id: string; steps: { kind: string }[] }[] };
    return changes.find(({ id }) => id === change)?.steps.map(({ kind }) => kind) ?? [];
  };
  await expect.poll(kinds).toContain('EVICTED');
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

/** The pages of the app; the issuer's are not ours. */
export function watch(page: Page, complaints: string[]): void {
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
  page.on('console', (message) => {
    const ours = page.url().startsWith(`${url}/app/`) || page.url().startsWith(consoleUrl);
    if (ours && (message.type() === 'error' || message.type() === 'warning')) {
      complaints.push(`${page.url()}: ${message.text()}`);
    }
  });
}

/** From the app through the issuer's sign-in page and back. */
export async function signIn(page: Page, name: string): Promise<void> {
  await page.goto('/app/');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByLabel('E-mail address').fill(`${name}@example.com`);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await home(page);
}

export async function signUp(page: Page, name: string, email: string): Promise<void> {
  await page.goto('/app/');
  await page.getByRole('button', { name: 'Create an account' }).click();
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByRole('button', { name: 'Sign up' }).click();
  await home(page);
}

async function home(page: Page): Promise<void> {
  await page.waitForURL(`${url}/app/`);
  await page.getByRole('heading', { level: 1, name: /^Hello, / }).waitFor();
}

export async function heading(page: Page): Promise<string | null> {
  return page.getByRole('heading', { level: 1 }).textContent();
}
