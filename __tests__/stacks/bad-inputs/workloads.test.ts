import {
  cidr,
  Duration,
  exec,
  external,
  fromNetwork,
  httpGet,
  internet,
  podField,
  type Right,
  udp,
} from 'slipway';
import { accepted, type Raw, refused } from '../../support/three-environments';

function web(props: object) {
  return (r: Raw) => void Object.assign(r.services['web'], props);
}

function rights(right: Right) {
  return web({ serviceAccount: { rights: [right] } });
}

function pattern(path: string) {
  const annotations = { 'nginx.ingress.kubernetes.io/use-regex': 'true' };
  return web({ public: { paths: { [path]: 'http' }, annotations } });
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
    [
      'a probe that begins later than Kubernetes can count',
      web({ live: httpGet('http', '/', { delay: Duration.days(30_000) }) }),
      'services.web.live.delay must be whole seconds, at most 2147483647 s',
    ],
    [
      'a header twice',
      web({ ready: httpGet('http', '/', { headers: { Host: 'a', host: 'b' } }) }),
      'services.web.ready.headers.host must be given once, in whatever case, but is "host" beside "Host"',
    ],
    [
      'a label that there cannot be',
      web({ env: { A: podField("metadata.labels['a b']") } }),
      'services.web.env.A must name a label or an annotation by a key that Kubernetes takes, but is "a b"',
    ],
    ...(
      [
        ['net.ipv4.ip_local_port_range', '60000 1024'],
        ['net.ipv4.ip_local_port_range', '1024'],
        ['net.ipv4.ip_local_reserved_ports', '80,x'],
        ['net.ipv4.tcp_syncookies', 'yes'],
        ['net.ipv4.tcp_keepalive_probes', '1000'],
      ] as const
    ).map(
      ([name, value]) =>
        [
          `${name} of ${value}`,
          web({ sysctls: { [name]: value } }),
          `services.web.sysctls["${name}"] must be `,
        ] as const,
    ),
    ...['/a(/|$', '/a)(', '/[a'].map(
      (path) =>
        [
          `the pattern ${path}`,
          pattern(path),
          `services.web.public.paths["${path}"] must be a pattern whose brackets are closed`,
        ] as const,
    ),
    ...['224.0.0.5', '255.255.255.255'].map(
      (server) =>
        [
          `a connection to ${server}`,
          web({ connectsTo: { OTHER: external(server, 80) } }),
          'services.web.connectsTo.OTHER.server must be the address of one server, which this is not',
        ] as const,
    ),
    [
      'a server outside of its networks',
      web({ connectsTo: { OTHER: external('10.2.0.1', 80, ['10.1.0.0/16']) } }),
      'services.web.connectsTo.OTHER.networks must hold the address of the server, or the way there stays closed, but is 10.1.0.0/16 for 10.2.0.1',
    ],
    [
      'a server in the network of the pod itself',
      web({ connectsTo: { OTHER: external('db.internal', 80, ['127.0.0.0/8']) } }),
      'must be a network that other machines have addresses in, and none of 127.0.0.0/8',
    ],
    [
      'callers from the network of the pod itself',
      web({ allowFrom: { http: [fromNetwork('127.0.0.1/32')] } }),
      'must be a network that other machines have addresses in, and none of 127.0.0.0/8',
    ],
    [
      'a right to what no namespace has',
      rights({ apiGroups: [''], resources: ['pods', 'nodes'], verbs: ['get'] }),
      'services.web.serviceAccount.rights[0].resources must be resources of a namespace: a Role grants nothing of those of the whole cluster, but is nodes',
    ],
  ]);
  accepted([
    ...['/api(/|$)(.*)', String.raw`/a\(b[()]`].map(
      (path) => [`the pattern ${path}`, 'its brackets are closed', pattern(path)] as const,
    ),
    ['a group of hosts', 'UDP reaches it', web({ egress: [cidr('224.0.0.0/4', udp(5353)), internet(443)] })],
    ['networks of class E', 'clouds give them to pods', web({ egress: [cidr('240.0.0.0/8', 443)] })],
    [
      'an address in its networks',
      'it says the same',
      web({ connectsTo: { OTHER: external('10.2.0.1', 80, ['10.2.0.0/16']) } }),
    ],
    [
      'a right to its own namespace',
      'a Role grants that',
      rights({ apiGroups: [''], resources: ['namespaces'], verbs: ['get'] }),
    ],
    [
      'two headers',
      'they have two names',
      web({ ready: httpGet('http', '/', { headers: { Host: 'a', 'X-Host': 'b' } }) }),
    ],
    [
      'an annotation with a prefix',
      'Kubernetes takes it',
      web({ env: { A: podField("metadata.annotations['example.com/team']") } }),
    ],
    [
      'reserved ports, and groups that may ping',
      'the kernel takes them',
      web({
        sysctls: {
          'net.ipv4.ip_local_reserved_ports': '8080,9148-9150',
          'net.ipv4.ping_group_range': '0 2147483647',
        },
      }),
    ],
    [
      'a late pod with as much time',
      'the rollout waits for it',
      web({ ready: late(20), rolloutDeadline: Duration.minutes(30) }),
    ],
    ['a domain with numbers', 'its last part is not a number', domain('10.0.0.1.example.com')],
  ]);
});
