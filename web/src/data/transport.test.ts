import { beforeEach, describe, expect, it } from 'vitest';
import { NetworkError, ProblemError, SessionEndedError } from './problem';
import { type Surroundings, Transport, type Waiting } from './transport';

const url = 'https://api.example/dashboard';

/** A service, a session and a clock in the test's hands. */
class World implements Surroundings {
  asked: Request[] = [];
  slept: number[] = [];
  waits: (Waiting | undefined)[] = [];
  refusals: (string | undefined)[] = [];
  signedIn: { user: string; token: string } | undefined = { user: 'alice', token: 't1' };
  next: string | undefined = 't2';
  freshOf: Record<string, number> = {};
  time = 0;
  ids = 0;
  answer: (request: Request) => Response | Error = () => new Response('{}');

  fetch = async (request: Request) => {
    this.asked.push(request);
    const answer = this.answer(request);
    if (answer instanceof Error) {
      throw answer;
    }
    return answer;
  };
  now = () => (this.time += 7);
  sleep = async (ms: number) => void this.slept.push(ms);
  newId = () => `web-${++this.ids}`;
  token = () => this.signedIn?.token;
  user = () => this.signedIn?.user;
  refresh = async (refused: string | undefined) => {
    this.refusals.push(refused);
    this.signedIn = this.next === undefined ? undefined : { user: 'alice', token: this.next };
  };
  fresh = {
    of: (user: string) => this.freshOf[user],
    changed: (user: string, value: number) => void (this.freshOf[user] = value),
  };
  waiting = (_request: string, state: Waiting | undefined) => void this.waits.push(state);

  last = () => this.asked[this.asked.length - 1]!;
}

function problem(status: number, type: string, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify({ type: `/problems/${type}`, title: 'T', status, message: 'M' }), { status, headers });
}

describe('transport', () => {
  let world: World;
  let transport: Transport;
  const get = () => transport.send(new Request(url));
  const post = (path: string, headers: Record<string, string> = {}) =>
    transport.send(new Request(`https://api.example${path}`, { method: 'POST', headers }));
  const put = () => transport.send(new Request(url, { method: 'PUT', body: '{}', headers: { 'If-Match': '"v1"' } }));
  /** Answers one after the other; the last one from then on. */
  const inTurn = (...answers: (() => Response | Error)[]) => {
    world.answer = () => (answers.length > 1 ? answers.shift()! : answers[0]!)();
  };

  beforeEach(() => {
    world = new World();
    transport = new Transport(world);
  });

  it('sends the token and a correlation id', async () => {
    await get();
    expect(world.last().headers.get('Authorization')).toBe('Bearer t1');
    expect(world.last().headers.get('X-Correlation-Id')).toBe('web-1');
  });

  it('asks for nothing without a session', async () => {
    world.signedIn = undefined;
    await expect(get()).rejects.toBeInstanceOf(SessionEndedError);
    expect(world.asked).toEqual([]);
  });

  describe('fresh', () => {
    it('is what the last change gave, on reads only', async () => {
      inTurn(() => new Response(null, { status: 204, headers: { 'X-Fresh-After': '42' } }));
      await post('/users/bob/follow');
      expect(world.freshOf).toEqual({ alice: 42 });
      await post('/users/bob/follow');
      expect(world.last().url).not.toContain('fresh');
      await get();
      expect(world.last().url).toBe(`${url}?fresh=42`);
    });

    it('never replaces a greater one that the caller asked for', async () => {
      world.freshOf = { alice: 42 };
      await transport.send(new Request(`${url}?fresh=50`));
      expect(world.last().url).toBe(`${url}?fresh=50`);
    });
  });

  describe('entity tags', () => {
    it('of the last answer are sent, and a 304 gives its body once more', async () => {
      inTurn(
        () => new Response('{"a":1}', { headers: { ETag: '"v1"', 'X-View-Source': 'table' } }),
        () => new Response(null, { status: 304, headers: { ETag: '"v1"', 'X-View-Source': 'edge', Age: '3', 'X-Cache': 'Hit from cloudfront' } }),
      );
      await get();
      const answer = await get();
      expect(world.last().headers.get('If-None-Match')).toBe('"v1"');
      expect(await answer.json()).toEqual({ a: 1 });
      expect(transport.trip(answer)).toEqual({ edge: 'Hit', source: 'edge', age: 3, ms: 7 });
    });

    it('are forgotten with the session', async () => {
      inTurn(() => new Response('{}', { headers: { ETag: '"v1"' } }));
      await get();
      transport.forget();
      await get();
      expect(world.last().headers.get('If-None-Match')).toBeNull();
    });
  });

  describe('401', () => {
    it('gets one new token, and sends the request again with it', async () => {
      inTurn(() => problem(401, 'unauthorized'), () => new Response('{}'));
      await get();
      expect(world.refusals).toEqual(['t1']);
      expect(world.last().headers.get('Authorization')).toBe('Bearer t2');
    });

    it('ends the session if there is no new token', async () => {
      world.next = undefined;
      inTurn(() => problem(401, 'unauthorized'));
      await expect(get()).rejects.toBeInstanceOf(SessionEndedError);
    });

    it('of the new token is a problem, and no reason to refresh for ever', async () => {
      inTurn(() => problem(401, 'unauthorized'));
      await expect(get()).rejects.toMatchObject({ status: 401 });
      expect(world.refusals).toHaveLength(1);
    });
  });

  it('sends a body again, and not as a stream, which browsers refuse over HTTP/1.1', async () => {
    const bodies: Promise<string>[] = [];
    world.answer = (request) => {
      bodies.push(request.clone().text());
      return bodies.length === 1 ? problem(401, 'unauthorized') : new Response('{}');
    };
    await put();
    expect(await Promise.all(bodies)).toEqual(['{}', '{}']);
  });

  it('gives an answer to no other user than the one who asked', async () => {
    world.answer = () => {
      world.signedIn = { user: 'bob', token: 'b1' };
      return new Response('{"secret":"of alice"}');
    };
    await expect(get()).rejects.toBeInstanceOf(SessionEndedError);
  });

  describe('429 and 503', () => {
    it('wait as long as they say, visibly, and are sent again', async () => {
      inTurn(() => problem(429, 'too-many-requests', { 'Retry-After': '3' }), () => new Response('{}'));
      await get();
      expect(world.slept).toEqual([3_000]);
      expect(world.waits).toContainEqual({ reason: 'throttled', seconds: 3 });
      expect(world.waits.at(-1)).toBeUndefined();
    });

    it('wait longer each time without Retry-After, and end as a problem', async () => {
      inTurn(() => problem(503, 'unavailable'));
      await expect(get()).rejects.toBeInstanceOf(ProblemError);
      expect(world.slept).toEqual([1_000, 2_000, 4_000, 8_000]);
      expect(world.waits.at(-1)).toBeUndefined();
    });

    it('do not repeat a PUT after a 503, as it may have been carried out', async () => {
      inTurn(() => problem(503, 'unavailable'));
      await expect(put()).rejects.toMatchObject({ status: 503 });
      expect(world.asked).toHaveLength(1);
    });

    it('repeat a PUT after a 429, and what may be done twice after a 503', async () => {
      inTurn(() => problem(429, 'too-many-requests'), () => new Response('{}'));
      await put();
      inTurn(() => problem(503, 'unavailable'), () => new Response('{}'));
      await post('/orders', { 'Idempotency-Key': 'k' });
      inTurn(() => problem(503, 'unavailable'), () => new Response('{}'));
      await post('/users/bob/follow');
      expect(world.asked).toHaveLength(6);
      inTurn(() => problem(503, 'unavailable'));
      await expect(post('/products')).rejects.toMatchObject({ status: 503 });
      expect(world.asked).toHaveLength(7);
    });
  });

  it('makes problems of problem documents, and of the edge\'s own answers', async () => {
    inTurn(() => problem(404, 'not-found', { 'X-Correlation-Id': 'c' }));
    await expect(get()).rejects.toMatchObject({ problem: { title: 'T', message: 'M' }, correlationId: 'c' });
    inTurn(() => new Response('<HTML>', { status: 502 }));
    await expect(get()).rejects.toMatchObject({ status: 502, problem: { title: 'The service is not available' } });
  });

  it('tells a network that is away from an answer', async () => {
    inTurn(() => new TypeError('Failed to fetch'));
    await expect(get()).rejects.toBeInstanceOf(NetworkError);
  });
});
