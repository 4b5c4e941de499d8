import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { Duration, exec, podCheck, prebuilt, service } from 'slipway';
import { Failure } from '../../../operations/process';
import { type ReachPods, runChecks } from '../../../operations/verification';

const api = service({
  name: 'api',
  image: prebuilt(`registry.example.com/api@sha256:${'0'.repeat(64)}`),
  ports: { http: { container: 8080, service: 80 } },
  ready: exec(['true']),
});

const servers: Server[] = [];
const asked: string[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
  asked.length = 0;
});

const good: RequestListener = ({ url, headers }, response) => {
  asked.push(`${headers.host ?? ''}${url ?? ''}`);
  response.end('{"ready":true}');
};

/** Pods that answer as they are told to, each with a server of its own in place of a connection over the API. */
async function podsOf(...answers: readonly RequestListener[]): Promise<ReachPods> {
  const ports: Record<string, number> = {};
  for (const [index, answer] of answers.entries()) {
    const server = createServer(answer).listen(0, '127.0.0.1');
    servers.push(server);
    await new Promise((resolve) => server.once('listening', resolve));
    ports[`api-${index}`] = (server.address() as AddressInfo).port;
  }
  return {
    ready: (name) => Promise.resolve(name === 'api' ? Object.keys(ports) : []),
    open: (pod, port) => Promise.resolve(connect(port === 8080 ? (ports[pod] ?? 1) : 1, '127.0.0.1')),
  };
}

async function outcomeOf(pods: ReachPods, props: object = {}, patience = Duration.seconds(0)) {
  const check = podCheck({ to: api.port('http'), path: '/healthz?token=not-shown', ...props });
  const options = { cwd: '.', env: {}, pods, patience, tell: () => undefined };
  const [outcome] = await runChecks([check], options);
  return outcome;
}

test('each pod is asked at the port of its container, by the name of the service', async () => {
  const outcome = await outcomeOf(await podsOf(good, good), { contains: '"ready":true' });
  expect(outcome).toEqual({
    passed: true,
    summary: expect.stringMatching(/^GET api:http\/healthz\?…: 200 in at most \d+ ms from each of 2 pods$/),
  });
  expect(asked).toEqual(['api:80/healthz?token=not-shown', 'api:80/healthz?token=not-shown']);
});

test.each<[string, readonly RequestListener[], object, RegExp, string | undefined]>([
  [
    'one of them answers with another status',
    [good, (_, response) => response.writeHead(503).end('the database is away'), good],
    {},
    /^GET api:http\/healthz\?… of api-1: 503 in \d+ ms, and not 200$/,
    'the database is away',
  ],
  [
    'one of them answers with another page',
    [good],
    { contains: 'checkout' },
    /of api-0: 200 in \d+ ms, without "checkout"$/,
    '{"ready":true}',
  ],
  [
    'one of them does not answer in time',
    [() => undefined],
    { within: Duration.seconds(1) },
    /of api-0: no whole answer within 1 s$/,
    undefined,
  ],
  [
    'one of them hangs up',
    [({ socket }) => socket.destroy()],
    {},
    /of api-0: no answer: the connection was cut$/,
    undefined,
  ],
  [
    'one of them goes on in another protocol',
    [
      ({ socket }) => {
        socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: other\r\n\r\n');
      },
    ],
    {},
    /of api-0: 101 in \d+ ms, and not 200$/,
    undefined,
  ],
  ['none is ready', [], {}, /^GET api:http\/healthz\?…: no pod is ready$/, undefined],
])('it fails where %s', async (_, answers, props, said, details) => {
  const outcome = await outcomeOf(await podsOf(...answers), props);
  expect(outcome).toEqual({
    passed: false,
    summary: expect.stringMatching(said),
    ...(details === undefined ? {} : { details }),
  });
});

test('a connection that nobody opens is waited for no longer than an answer', async () => {
  const pods = { ...(await podsOf(good)), open: () => new Promise<never>(() => undefined) };
  expect(await outcomeOf(pods, { within: Duration.seconds(1) })).toMatchObject({
    passed: false,
    summary: expect.stringContaining('no whole answer within 1 s'),
  });
});

test('with patience, pods that are not right yet are asked again', async () => {
  let times = 0;
  const later: RequestListener = (request, response) => {
    if (++times > 1) good(request, response);
    else response.writeHead(404).end();
  };
  expect(await outcomeOf(await podsOf(later), {}, Duration.seconds(30))).toMatchObject({ passed: true });
});

test('where the cluster does not let anybody ask, that is the error', async () => {
  const pods = { ...(await podsOf(good)), open: () => Promise.reject(new Failure('no right to ask')) };
  await expect(outcomeOf(pods)).rejects.toThrow('no right to ask');
});
