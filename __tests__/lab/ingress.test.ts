import { nginxConfiguration } from '../../lab/ingress/nginx';
import { type Objects, sitesOf } from '../../lab/ingress/routes';

const encoded = (text: string) => Buffer.from(text).toString('base64');

test('a site routes to the address of its service, by the name or number of its port', () => {
  const [site] = sites([
    ingress({
      paths: [
        ['/', 80],
        ['/admin', 'admin'],
      ],
    }),
  ]);

  expect(site?.host).toBe('shop.test');
  expect(site?.paths.map(({ path, target }) => [path, target])).toEqual([
    ['/', '10.96.0.20:80'],
    ['/admin', '10.96.0.20:9000'],
  ]);
});

test('a service of the same name in another namespace is a different service', () => {
  const [site] = sites([ingress({ namespace: 'other' })]);
  expect(site?.paths[0]?.target).toBeUndefined();
});

test('ingresses of other classes are ignored', () => {
  expect(sites([ingress({ className: 'traefik' })])).toEqual([]);
});

test('if two ingresses have one domain and path, the older one wins', () => {
  const older = ingress({ name: 'z', created: '2026-01-01T00:00:00Z' });
  const newer = ingress({ name: 'a', created: '2026-01-02T00:00:00Z', paths: [['/', 'admin']] });

  const [site, ...others] = sites([newer, older]);

  expect(others).toEqual([]);
  expect(site?.paths.map(({ target }) => target)).toEqual(['10.96.0.20:80']);
});

test('a domain has the certificate that its ingress names, if it exists', () => {
  const [named] = sites([ingress({ secretName: 'shop-tls' })]);
  expect(named?.certificate).toEqual({ name: 'shop_shop-tls', certificate: 'C', key: 'K' });
  const [missing] = sites([ingress({ secretName: 'nobody' })]);
  expect(missing?.certificate).toBeUndefined();
});

test('a prefix matches whole path segments', () => {
  const text = nginxConfiguration(sites([ingress({ paths: [['/shop/', 80]] })]), '/run/x');

  expect(text).toContain('location = /shop {');
  expect(text).toContain('location /shop/ {');
  expect(text).not.toContain('location /shop {');
});

test('if a service is missing, its path says so and the others work', () => {
  const [, rest = ''] = nginxConfiguration(
    sites([ingress({ namespace: 'other' }), ingress({ host: 'second.test' })]),
    '/run/x',
  ).split('server_name second.test;');
  expect(nginxConfiguration(sites([ingress({ namespace: 'other' })]), '/run/x')).toContain('return 503;');
  expect(rest).toContain('proxy_pass http://10.96.0.20:80;');
});

interface Described {
  readonly name?: string;
  readonly namespace?: string;
  readonly className?: string;
  readonly created?: string;
  readonly host?: string;
  readonly secretName?: string;
  readonly paths?: readonly (readonly [path: string, port: string | number])[];
}

function ingress(described: Described): Objects['ingresses'][number] {
  const {
    name = 'shop',
    namespace = 'shop',
    className = 'nginx',
    created = '2026-01-01T00:00:00Z',
  } = described;
  const { host = 'shop.test', secretName, paths = [['/', 80]] } = described;
  return {
    metadata: { name, namespace, creationTimestamp: created },
    spec: {
      ingressClassName: className,
      rules: [
        {
          host,
          http: {
            paths: paths.map(([path, port]) => ({
              path,
              pathType: 'Prefix',
              backend: {
                service: { name: 'shop', port: typeof port === 'number' ? { number: port } : { name: port } },
              },
            })),
          },
        },
      ],
      tls: secretName === undefined ? [] : [{ hosts: [host], secretName }],
    },
  };
}

function sites(ingresses: Objects['ingresses']) {
  const service = {
    metadata: { name: 'shop', namespace: 'shop' },
    spec: { clusterIP: '10.96.0.20', ports: [{ port: 80 }, { name: 'admin', port: 9000 }] },
  };
  const secret = {
    metadata: { name: 'shop-tls', namespace: 'shop' },
    data: { 'tls.crt': encoded('C'), 'tls.key': encoded('K') },
  };
  return sitesOf({ ingresses, services: [service], secrets: [secret] }, 'nginx');
}
