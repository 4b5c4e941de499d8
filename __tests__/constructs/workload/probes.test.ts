import { Duration } from '../../../constructs/quantities';
import {
  checkWorkload,
  exec,
  grpc,
  httpGet,
  https,
  sleep,
  tcp,
  type WorkloadSpec,
} from '../../../constructs/workload';
import { containerOf, problemsOf, spec, synthApi } from './a-workload';

describe('probes', () => {
  const ports = { http: 8080, grpc: { container: 9000, service: 90 } };

  test('ask by gRPC, on the number in the container, about one of the server’s services', () => {
    const container = containerOf(
      synthApi({ ports, ready: grpc('grpc', { service: 'cart' }), live: grpc('grpc') }),
    );
    expect(container.readiness_probe.grpc).toEqual([{ port: 9000, service: 'cart' }]);
    expect(container.liveness_probe.grpc).toEqual([{ port: 9000 }]);
  });

  test('ask by HTTPS, with headers in an order of their own', () => {
    const headers = { Host: 'shop.example.com', 'Accept-Language': '${de}' };
    expect(
      containerOf(synthApi({ ready: https('http', '/healthz', { headers }) })).readiness_probe.http_get,
    ).toEqual({
      port: 'http',
      path: '/healthz',
      scheme: 'HTTPS',
      http_header: [
        { name: 'Accept-Language', value: '$${de}' },
        { name: 'Host', value: 'shop.example.com' },
      ],
    });
  });

  test('may want several runs that pass before a pod gets traffic', () => {
    expect(
      containerOf(synthApi({ ready: tcp('http', { successes: 2 }) })).readiness_probe.success_threshold,
    ).toBe(2);
    expect(containerOf(synthApi()).readiness_probe).not.toHaveProperty('success_threshold');
  });

  test.each<[string, object, string]>([
    ['gRPC on a port that there is not', { ready: grpc('grpc') }, 'workload/probe .ready.port'],
    [
      'a second pass for liveness',
      { live: tcp('http', { successes: 2 }) },
      'workload/probe-timing .live.successes',
    ],
    ['half a pass', { ready: tcp('http', { successes: 0.5 }) }, 'workload/probe-timing .ready.successes'],
    [
      'a header with an invalid name',
      { ready: httpGet('http', '/', { headers: { 'Not good': 'x' } }) },
      'workload/probe-header .ready.headers["Not good"]',
    ],
    [
      'a header of two lines',
      { ready: httpGet('http', '/', { headers: { Host: 'a\r\nb' } }) },
      'workload/probe-header .ready.headers.Host',
    ],
    [
      'a secret in a header',
      { ready: httpGet('http', '/', { headers: { Authorization: 'Bearer abcdefghijklmnop' } }) },
      'workload/probe-secret .ready.headers.Authorization',
    ],
    [
      'an option by a wrong name',
      { ready: { ...httpGet('http', '/'), perod: Duration.seconds(1) } },
      'shape/unknown .ready.perod',
    ],
    [
      'a period without a unit',
      { ready: { ...httpGet('http', '/'), period: 5 } },
      'shape/kind .ready.period',
    ],
  ])('refused: %s', (_what, changes, problem) => {
    expect(problemsOf(changes)).toEqual([problem]);
  });
});

describe('before the signal to end', () => {
  const lifecycleOf = (changes: Partial<WorkloadSpec>) => containerOf(synthApi(changes)).lifecycle;

  test('a container sleeps, runs a command or is told by HTTP', () => {
    expect(lifecycleOf({ preStop: sleep(Duration.seconds(5)) })).toEqual({
      pre_stop: [{ exec: { command: ['sleep', '5'] } }],
    });
    expect(lifecycleOf({ preStop: exec(['nginx', '-s', '$(quit)']) })).toEqual({
      pre_stop: [{ exec: { command: ['nginx', '-s', '$$(quit)'] } }],
    });
    expect(lifecycleOf({ preStop: httpGet('http', '/drain') })).toEqual({
      pre_stop: [{ http_get: { port: 'http', path: '/drain' } }],
    });
    expect(containerOf(synthApi())).not.toHaveProperty('lifecycle');
  });

  test.each<[string, object, string]>([
    [
      'a sleep until the kill',
      { preStop: sleep(Duration.seconds(30)) },
      'workload/pre-stop .preStop.duration',
    ],
    ['no sleep', { preStop: sleep(Duration.seconds(0)) }, 'workload/pre-stop .preStop.duration'],
    ['a port that there is not', { preStop: httpGet('admin', '/') }, 'workload/probe .preStop.port'],
    ['no command', { preStop: exec([]) }, 'workload/probe .preStop.command'],
    [
      'a period, which nothing waits for',
      { preStop: exec(['x'], { period: Duration.seconds(1) }) },
      'shape/unknown .preStop.period',
    ],
  ])('refused: %s', (_what, changes, problem) => {
    expect(problemsOf(changes)).toEqual([problem]);
  });
});

describe('a wrong name', () => {
  const adviceFor = (changes: object) =>
    checkWorkload(spec(changes as Partial<WorkloadSpec>), '').map(({ path, advice }) => `${path}: ${advice}`);

  test('is answered with the nearest right one, at every depth', () => {
    expect(adviceFor({ liveness: tcp('http'), ready: { ...httpGet('http', '/'), Headers: {} } })).toEqual([
      expect.stringMatching(/^\.ready\.Headers: Write headers/),
      expect.stringMatching(/^\.liveness: /),
    ]);
    expect(adviceFor({ replica: 2 })).toEqual([expect.stringMatching(/Write replicas/)]);
  });

  test('is answered with all names where none is near', () => {
    expect(adviceFor({ scratch: ['/tmp'], volumes: { data: { where: '/data' } } }).join('\n')).toMatch(
      /\.volumes\.data\.where: Check the spelling. There are accessMode, mountPath, size/,
    );
  });
});
