import { createHash } from 'node:crypto';
import { endChildren } from './support/child';
import { freePort } from './support/free-port';
import { type ServiceProcess, startService } from './support/service-process';
import { startStubApi, type StubApi } from './support/stub-api';
import { until } from './support/until';

const ORDER = {
  id: '7',
  item: 'Coil of rope',
  quantity: 2,
  state: 'placed',
  placedAt: '2024-05-06T07:08:09.000Z',
  shippedAt: null,
};

let stub: StubApi;
let web: ServiceProcess;

beforeAll(async () => {
  stub = await startStubApi();
  web = await startService('web', { API_HOST: '127.0.0.1', API_PORT: String(stub.port) });
});
beforeEach(() => {
  stub.requests.length = 0;
  stub.answers['GET /orders'] = { status: 200, body: { orders: [ORDER] } };
  stub.answers['POST /orders'] = { status: 201, body: { id: '8' } };
});
afterAll(async () => {
  stub.close();
  await endChildren();
});

async function open(path: string): Promise<{ status: number; page: string; headers: Headers }> {
  const response = await fetch(web.url + path);
  return { status: response.status, page: await response.text(), headers: response.headers };
}

const order = (fields: Record<string, string>, url = web.url) =>
  fetch(`${url}/orders`, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });

describe('the shop page', () => {
  test('shows the orders with their state and the form', async () => {
    const { status, page } = await open('/');

    expect(status).toBe(200);
    expect(page.replace(/>\s+</g, '><')).toContain(
      '<td class="item">Coil of rope</td><td class="number">2</td><td><span class="state">placed</span>',
    );
    expect(page).toContain('<time datetime="2024-05-06T07:08:09.000Z">2024-05-06 07:08 UTC</time>');
    expect(page).toContain('<form method="post" action="/orders">');
    expect(page).toContain('<label for="quantity">Quantity</label>');
  });

  test('escapes whatever the API says', async () => {
    const nasty = `"><script>alert('x')</script>&amp;`;
    stub.answers['GET /orders'] = {
      status: 200,
      body: { orders: [{ ...ORDER, id: nasty, item: nasty, placedAt: nasty }] },
    };

    const { page } = await open('/');

    expect(page).not.toContain('<script');
    expect(page).toContain(
      '<td class="item">&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;amp;</td>',
    );
    expect(page).toContain('<time datetime="&quot;&gt;&lt;script');
  });

  test('allows only its own stylesheet and form, and no caching', async () => {
    const { page, headers } = await open('/');
    const css = /<style>([^]*)<\/style>/.exec(page)?.[1] ?? '';
    const hash = createHash('sha256').update(css).digest('base64');

    expect(css).toContain('body {');
    expect(headers.get('content-security-policy')).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
    );
    expect(headers.get('cache-control')).toBe('no-store');
    expect(page).not.toMatch(/(src|href)="(?!\/")/);
  });

  test('says that there are no orders yet', async () => {
    stub.answers['GET /orders'] = { status: 200, body: { orders: [] } };

    expect((await open('/')).page).toContain('No orders yet');
  });

  test('confirms the order that was just placed, and echoes nothing else', async () => {
    expect((await open('/?placed=8')).page).toContain('Order 8 has been placed');
    expect((await open('/?placed=<b>8</b>')).page).not.toContain('has been placed');
  });
});

describe('ordering', () => {
  test('sends the order to the API and redirects to the list', async () => {
    const response = await order({ item: 'Coil of rope', quantity: '2' });

    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('/?placed=8');
    expect(stub.requests).toEqual([
      { method: 'POST', path: '/orders', body: '{"item":"Coil of rope","quantity":2}' },
    ]);
  });

  test('shows what the API refuses, next to the filled-in form', async () => {
    stub.answers['POST /orders'] = {
      status: 400,
      body: { problems: [{ field: 'quantity', problem: 'must be a <whole> number' }] },
    };

    const response = await order({ item: 'Oilskin jacket', quantity: '"1.5' });
    const page = await response.text();

    expect(response.status).toBe(400);
    expect(page).toContain('Your order was not placed');
    expect(page).toContain('aria-invalid="true" aria-describedby="quantity-problem"');
    expect(page).toContain(
      '<p class="problem" id="quantity-problem">Quantity must be a &lt;whole&gt; number.</p>',
    );
    expect(page).toContain('value="&quot;1.5"');
    expect(page).toContain('<option selected>Oilskin jacket</option>');
  });

  test('refuses a large form without asking the API', async () => {
    const response = await order({ item: 'x'.repeat(9000), quantity: '1' });

    expect(response.status).toBe(413);
    expect(stub.requests).toEqual([]);
  });
});

describe('when the API is down', () => {
  test.each([
    ['is not ready', { status: 503, body: {} }, 'it is not ready to work (<code>unavailable</code>)'],
    ['fails', { status: 500, body: {} }, 'it answered with an error (<code>failed</code>)'],
    ['talks nonsense', { status: 200, body: 'hello' }, 'it answered with an error (<code>failed</code>)'],
  ])('and %s, the page says so', async (_how, answer, text) => {
    stub.answers['GET /orders'] = answer;

    const { status, page } = await open('/');

    expect(status).toBe(502);
    expect(page).toContain(text);
    expect(page).toContain('Please try again in a minute.');
  });

  test('and refuses connections, the page says so, the order is reported as not placed, and the web service stays ready', async () => {
    const alone = await startService('web', { API_HOST: '127.0.0.1', API_PORT: String(await freePort()) });

    const response = await order({ item: 'Coil of rope', quantity: '1' }, alone.url);
    const page = await response.text();

    expect(response.status).toBe(502);
    expect(page).toContain('it refuses connections (<code>refused</code>)');
    expect(page).toContain('Your order was not placed.');
    expect(await alone.get('/readyz')).toEqual({ status: 200, body: { ready: true } });
    expect(await alone.stop()).toBe(0);
  });

  test('and does not answer an order in time, the visitor is told that it may have been placed', async () => {
    const { createApi, ApiDown } = jest.requireActual<{
      createApi: (address: object) => { placeOrder: (order: object) => Promise<unknown> };
      ApiDown: new () => Error;
    }>('../../services/web/src/api');
    const { apiDownPage } = jest.requireActual<{
      apiDownPage: (reason: string, ordering: boolean) => string;
    }>('../../services/web/src/problem-page');
    stub.answers['POST /orders'] = undefined;

    const placing = createApi({ host: '127.0.0.1', port: stub.port, timeoutMs: 100 }).placeOrder({});

    await expect(placing).rejects.toBeInstanceOf(ApiDown);
    await expect(placing).rejects.toMatchObject({ reason: 'timeout' });
    expect(apiDownPage('timeout', true)).toContain('We do not know whether your order was placed.');
    expect(apiDownPage('timeout', false)).not.toContain('your order');
  });
});

test('an unknown path gets 404, a wrong method 405 with the allowed ones', async () => {
  expect((await open('/nowhere')).status).toBe(404);
  const response = await fetch(`${web.url}/`, { method: 'PUT' });
  expect(response.status).toBe(405);
  expect(response.headers.get('allow')).toBe('GET, HEAD');
});

test('the process is alive, and ends on SIGTERM with 0 even if a browser keeps its connection open', async () => {
  expect(await web.get('/healthz')).toEqual({ status: 200, body: { alive: true } });
  expect(await web.stop()).toBe(0);
});

test('after SIGTERM it answers a little longer, and closes each connection', async () => {
  const leaving = await startService('web', { API_HOST: '127.0.0.1', API_PORT: '1', LINGER_MS: '2000' });
  const end = leaving.stop();
  await until('stopping', () => leaving.log().some(({ message }) => message === 'stopping') || undefined);

  const response = await fetch(`${leaving.url}/healthz`);
  expect(response.status).toBe(200);
  expect(response.headers.get('connection')).toBe('close');
  expect(await end).toBe(0);
});
