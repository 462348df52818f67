import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    url: string;
  }
}

const FRESHET = fileURLToPath(new URL('../../freshet', import.meta.url));

/** Starts the whole system once for all files; FRESHET_URL names one that runs already. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const running = process.env['FRESHET_URL'];
  if (running !== undefined) {
    project.provide('url', running);
    return undefined;
  }
  const system = spawn(FRESHET, ['up', '--port', String(await freePort())], { stdio: ['ignore', 'pipe', 'inherit'] });
  project.provide('url', await ready(system));
  return () => stop(system);
}

function ready(system: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    system.stdout?.on('data', (text: Buffer) => {
      said += text.toString();
      const url = /Freshet is ready: (\S+)/.exec(said)?.[1];
      if (url !== undefined) {
        resolve(url);
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
