import { Duration, exec, external, httpGet } from 'slipway';
import { accepted, type Raw, refused } from '../../support/three-environments';

function web(props: object) {
  return (r: Raw) => void Object.assign(r.services['web'], props);
}

function domain(name: string) {
  return (r: Raw) => void (r.dev.services.web.domain = name);
}

const late = (minutes: number) => httpGet('http', '/', { delay: Duration.minutes(minutes) });

describe('what never works in a cluster', () => {
  refused([
    [
      'a pod that is not ready before its rollout has failed',
      web({ ready: late(20) }),
      'environments.dev.services.web.rolloutDeadline must be longer than a pod may take to start, which is 1200 s by its probes, but is 5m0s',
    ],
    [
      'a probe without a program',
      web({ ready: exec(['']) }),
      'services.web.ready.command must name a program to run',
    ],
    [
      'an address in place of a domain',
      domain('10.0.0.1'),
      'environments.dev.services.web.domain must be a domain name in lower case, without scheme, port or path, and no address, but is "10.0.0.1"',
    ],
    ...['localhost', '127.0.0.1', '0.0.0.0', '::1'].map(
      (server) =>
        [
          `a connection to ${server}`,
          web({ connectsTo: { OTHER: external(server, 80, ['10.0.0.0/8']) } }),
          'services.web.connectsTo.OTHER.server must be another server: in a pod, this is the pod itself',
        ] as const,
    ),
  ]);
  accepted([
    [
      'a late pod with as much time',
      'the rollout waits for it',
      web({ ready: late(20), rolloutDeadline: Duration.minutes(30) }),
    ],
    ['a domain with numbers', 'its last part is not a number', domain('10.0.0.1.example.com')],
  ]);
});
