import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    url: string;
    console: string;
  }
}

const FRESHET = fileURLToPath(new URL('../../freshet', import.meta.url));

interface Addresses {
  url: string;
  console: string;
}

/** Starts the whole system once for all files; FRESHET_URL names one that runs already, with its console at the next port. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const running = process.env['FRESHET_URL'];
  if (running !== undefined) {
    provide(project, { url: running, console: `http://127.0.0.1:${Number(new URL(running).port) + 1}/app/ops/` });
    return undefined;
  }
  const system = spawn(FRESHET, ['up', '--port', String(await freePort())], { stdio: ['ignore', 'pipe', 'inherit'] });
  provide(project, await ready(system));
  return () => stop(system);
}

function provide(project: TestProject, addresses: Addresses): void {
  project.provide('url', addresses.url);
  project.provide('console', addresses.console);
}

function ready(system: ChildProcess): Promise<Addresses> {
  return new Promise((resolve, reject) => {
    let said = '';
    system.stdout?.on('data', (text: Buffer) => {
      said += text.toString();
      const [, url, console] = /Freshet is ready: (\S+)\nConsole: (\S+)/.exec(said) ?? [];
      if (url !== undefined && console !== undefined) {
        resolve({ url, console });
      }
    });
    system.once('exit', (code) => reject(new Error(`./freshet up ended with ${code}:\n${said}`)));
  });
}

function stop(system: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    system.once('exit', () => resolve());
    system.kill('SIGTERM');
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
