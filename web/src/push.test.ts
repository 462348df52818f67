import { expect, it, vi } from 'vitest';
import { follow, type PushOptions } from './push';

class FakeSocket {
  sent: string[] = [];
  closed = false;
  onopen = () => {};
  onclose = () => {};
  onmessage = (_: { data: string }) => {};
  send(text: string) {
    this.sent.push(text);
  }
  close() {
    this.closed = true;
    this.onclose();
  }
}

function started(ticket: PushOptions['ticket'] = async () => ({ ticket: 't/1', url: 'ws://push', now: 1_000_000 })) {
  const sockets: FakeSocket[] = [];
  const urls: string[] = [];
  const tasks: { ms: number; task: () => void }[] = [];
  const told: [string[] | undefined, number | undefined][] = [];
  let time = 50;
  const stop = follow({
    ticket,
    open: (url) => {
      urls.push(url);
      const socket = new FakeSocket();
      sockets.push(socket);
      return socket as unknown as WebSocket;
    },
    changed: (views, fresh) => told.push([views, fresh]),
    now: () => time,
    after: (ms, task) => {
      const entry = { ms, task };
      tasks.push(entry);
      return () => void (tasks.includes(entry) && tasks.splice(tasks.indexOf(entry), 1));
    },
  });
  const run = async () => {
    tasks.shift()?.task();
    await vi.waitFor(() => undefined);
  };
  return { sockets, urls, tasks, told, stop, run, pass: (ms: number) => (time += ms) };
}

it('reads everything past the edge as soon as it is connected', async () => {
  const push = started();
  await vi.waitFor(() => expect(push.sockets).toHaveLength(1));
  push.sockets[0]!.onopen();
  expect(push.urls).toEqual(['ws://push?ticket=t%2F1']);

  expect(push.told).toEqual([[undefined, undefined]]);
});

it('reads everything past the caches after a gap, by the clock of the server', async () => {
  const push = started();
  await vi.waitFor(() => expect(push.sockets).toHaveLength(1));
  push.sockets[0]!.onopen();
  push.sockets[0]!.onclose();
  push.tasks.find(({ ms }) => ms <= 1_000)!.task();
  await vi.waitFor(() => expect(push.sockets).toHaveLength(2));
  push.pass(70);
  push.sockets[1]!.onopen();

  expect(push.told).toEqual([
    [undefined, undefined],
    [undefined, 1_000_070],
  ]);
});

it('tells of the views that a message names', async () => {
  const push = started();
  await vi.waitFor(() => expect(push.sockets).toHaveLength(1));
  push.sockets[0]!.onmessage({ data: '{"views":["orders"],"fresh":7}' });

  expect(push.told).toEqual([[['orders'], 7]]);
});

it('sends a word before the connection counts as idle, again and again', async () => {
  const push = started();
  await vi.waitFor(() => expect(push.sockets).toHaveLength(1));
  push.sockets[0]!.onopen();
  for (let times = 0; times < 2; times += 1) {
    const ping = push.tasks.find(({ ms }) => ms > 60_000)!;
    expect(ping.ms).toBeLessThan(10 * 60 * 1000);
    push.tasks.splice(push.tasks.indexOf(ping), 1);
    ping.task();
  }

  expect(push.sockets[0]!.sent).toEqual(['ping', 'ping']);
});

it('connects again with a new ticket, ever later', async () => {
  const push = started();
  const pauses: number[] = [];
  for (let attempt = 0; attempt < 9; attempt += 1) {
    await vi.waitFor(() => expect(push.sockets).toHaveLength(attempt + 1));
    push.sockets[attempt]!.onclose();
    pauses.push(push.tasks[0]!.ms);
    await push.run();
  }

  expect(pauses[0]).toBeLessThanOrEqual(1_000);
  expect(pauses[3]).toBeGreaterThanOrEqual(4_000);
  expect(Math.max(...pauses)).toBeLessThanOrEqual(60_000);
});

it('tries again where there is no ticket', async () => {
  const push = started(() => Promise.reject(new Error('503')));
  await vi.waitFor(() => expect(push.tasks).toHaveLength(1));

  expect(push.sockets).toHaveLength(0);
});

it('stops for good', async () => {
  const push = started();
  await vi.waitFor(() => expect(push.sockets).toHaveLength(1));
  push.sockets[0]!.onopen();
  push.stop();

  expect(push.sockets[0]!.closed).toBe(true);
  expect(push.tasks).toHaveLength(0);
});
