import { connect } from 'node:net';
import fc from 'fast-check';
import { endChildren } from './support/child';
import { freePort } from './support/free-port';
import { type ServiceProcess, startService } from './support/service-process';

type Verdict =
  { order: { item: string; quantity: number } } | { problems: { field: string; problem: string }[] };
const { isOrderId, readOrder } = jest.requireActual<{
  readOrder: (input: unknown) => Verdict;
  isOrderId: (text: string) => boolean;
}>('../../services/api/src/order-rules');

const fieldsAtFault = (input: unknown): string[] => {
  const verdict = readOrder(input);
  return 'problems' in verdict ? verdict.problems.map(({ field }) => field) : [];
};

describe('an order as it was sent', () => {
  test('is taken without the spaces around its item', () => {
    expect(readOrder({ item: '  Coil of rope ', quantity: 2 })).toEqual({
      order: { item: 'Coil of rope', quantity: 2 },
    });
  });

  test.each([
    ['nothing', undefined, ['order']],
    ['null', null, ['order']],
    ['a list', [], ['order']],
    ['an empty object', {}, ['item', 'quantity']],
    ['an empty item', { item: '  ', quantity: 1 }, ['item']],
    ['an item of 101 characters', { item: 'x'.repeat(101), quantity: 1 }, ['item']],
    ['an item of two lines', { item: 'a\nb', quantity: 1 }, ['item']],
    ['an item with a NUL, which PostgreSQL refuses', { item: 'a\0b', quantity: 1 }, ['item']],
    ['an item that is a number', { item: 7, quantity: 1 }, ['item']],
    ['a quantity of 0', { item: 'Rope', quantity: 0 }, ['quantity']],
    ['a quantity of 1001', { item: 'Rope', quantity: 1001 }, ['quantity']],
    ['half a piece', { item: 'Rope', quantity: 0.5 }, ['quantity']],
    ['a quantity as text', { item: 'Rope', quantity: '1' }, ['quantity']],
  ])('is refused when it is %s', (_name, input, fields) => {
    expect(fieldsAtFault(input)).toEqual(fields);
  });

  test('counts characters, not UTF-16 code units', () => {
    expect(fieldsAtFault({ item: '⚓🚢'.repeat(50), quantity: 1 })).toEqual([]);
  });

  test('never fails, whatever is sent, and accepts only what is within the limits', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.jsonValue(), fc.record({ item: fc.string(), quantity: fc.integer() })),
        (input) => {
          const verdict = readOrder(input);
          if ('problems' in verdict) return verdict.problems.length > 0;
          const { item, quantity } = verdict.order;
          return item !== '' && item.length <= 200 && quantity >= 1 && quantity <= 1000;
        },
      ),
    );
  });
});

test.each([
  ['1', true],
  ['999999999999999999', true],
  ['9999999999999999999', false],
  ['0', false],
  ['-1', false],
  ['1e3', false],
  ['1;', false],
])('an order number %s in a path is accepted: %s', (id, taken) => {
  expect(isOrderId(id)).toBe(taken);
});

describe('without a database', () => {
  let api: ServiceProcess;

  beforeAll(async () => {
    api = await startService('api', {
      DATABASE_HOST: '127.0.0.1',
      DATABASE_PORT: String(await freePort()),
      DATABASE_PASSWORD: 'rosebud',
    });
  });
  afterAll(endChildren);

  const send = (body: string) => fetch(`${api.url}/orders`, { method: 'POST', body });

  test('the process is alive, but not ready, and says why', async () => {
    expect(await api.get('/healthz')).toEqual({ status: 200, body: { alive: true } });
    expect(await api.get('/readyz')).toEqual({
      status: 503,
      body: { ready: false, reason: 'the database does not answer: ECONNREFUSED' },
    });
  });

  test('an invalid order is refused with all its errors', async () => {
    const response = await send('{"item": "", "quantity": 1.5}');

    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      error: 'invalid order',
      problems: [
        { field: 'item', problem: 'must be one line of 1 to 100 characters' },
        { field: 'quantity', problem: 'must be a whole number from 1 to 1000' },
      ],
    });
  });

  test('a body that is not JSON is refused', async () => {
    expect((await send('item=Rope')).status).toBe(400);
  });

  test('a large body is refused, even if its size was not announced', async () => {
    const large = 'x'.repeat(17_000);
    const chunked = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(large));
        controller.close();
      },
    });

    expect((await send(large)).status).toBe(413);
    const response = await fetch(`${api.url}/orders`, {
      method: 'POST',
      body: chunked,
      duplex: 'half',
    });
    expect(response.status).toBe(413);
  });

  test('a valid order gets 503, not a false promise', async () => {
    const response = await send('{"item": "Rope", "quantity": 1}');

    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({ error: 'the database is not available' });
  });

  test('an unknown path gets 404, a wrong method 405 with the allowed ones', async () => {
    expect((await fetch(`${api.url}/order`)).status).toBe(404);
    expect((await fetch(`${api.url}/orders/abc`)).status).toBe(404);
    const response = await fetch(`${api.url}/orders`, { method: 'DELETE' });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET, POST');
  });

  test('its log never shows the password', () => {
    expect(api.log().length).toBeGreaterThan(2);
    expect(api.output()).not.toContain('rosebud');
  });

  test('SIGTERM lets a running request finish, and exits with 0', async () => {
    const body = '{"item": "", "quantity": 1}';
    const socket = connect(Number(new URL(api.url).port), '127.0.0.1');
    let answer = '';
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    socket.write(`POST /orders HTTP/1.1\r\nHost: api\r\nContent-Length: ${body.length}\r\n\r\n`);
    await api.get('/healthz');

    const end = api.stop();
    await expect(fetch(`${api.url}/healthz`).then(() => fetchUntilRefused(api.url))).rejects.toThrow(
      'fetch failed',
    );
    socket.write(body);

    expect(await end).toBe(0);
    expect(answer).toContain('HTTP/1.1 400 Bad Request');
    expect(api.log().at(-1)?.message).toBe('stopped');
  });
});

/** The signal takes a moment to arrive: asks until the listener is closed. */
async function fetchUntilRefused(url: string): Promise<void> {
  for (let i = 0; i < 200; i += 1) await fetch(`${url}/healthz`, { headers: { connection: 'close' } });
}
