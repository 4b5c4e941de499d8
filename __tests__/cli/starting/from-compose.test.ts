import { parse, stringify } from 'yaml';
import { type ComposeOptions, fromCompose } from '../../../cli/starting/from-compose';
import { InvalidInput } from '../../../core/findings';
import { problemsOf, sourceOf } from './as-project';

/** A shop with most of what Compose files say. */
const SHOP = `
name: shop
x-common: &common
  restart: unless-stopped
  logging: { driver: json-file }
services:
  web:
    <<: *common
    build: { context: ., args: { EDITION: free, NPM_TOKEN: abc } }
    ports: ['8080:80', '127.0.0.1:9229:9229']
    environment:
      - API_URL=http://api:3000/v1
      - LOG_LEVEL=\${LOG_LEVEL:-info}
      - REGION=\${REGION}
    depends_on:
      api: { condition: service_healthy }
    deploy: { replicas: 2, resources: { limits: { cpus: '0.5', memory: 512M }, reservations: { cpus: '0.25', memory: 256M } } }
    stop_grace_period: 1m30s
    working_dir: /srv
    volumes: ['./conf/nginx.conf:/etc/nginx/nginx.conf:ro']
  api:
    image: ghcr.io/example/api:1.4@sha256:${'b'.repeat(64)}
    user: '1000:1001'
    command: node "server.js" --queue amqp://queue:5672
    read_only: true
    environment:
      DATABASE_URL: postgres://app:s3cretvalue@db:5432/app
      CACHE_HOST: cache
      CACHE_PORT: '6379'
      SESSION_SECRET: f00ba4b4rqux
    healthcheck: { test: ['CMD', 'wget', '-q', 'http://127.0.0.1:3000/healthz'], interval: 15s, retries: 5 }
    depends_on: [db, cache, queue]
    tmpfs: /tmp
  migrate:
    image: ghcr.io/example/api:1.4@sha256:${'b'.repeat(64)}
    command: ['node', 'migrate.js']
    environment: { DRY_RUN: 'no' }
  db:
    image: postgres:16-alpine
    environment: { POSTGRES_PASSWORD_FILE: /run/secrets/db-password, POSTGRES_USER: app }
    secrets: [db-password]
    volumes: ['data:/var/lib/postgresql/data']
    ports: ['5432:5432']
  cache:
    image: redis
    privileged: true
    cap_add: [NET_ADMIN]
  queue:
    image: rabbitmq:3
    configs: [{ source: rabbit, target: /etc/rabbitmq/conf.d/10-shop.conf, mode: 0440 }]
    profiles: [full]
  agent:
    image: example/agent:2
    deploy: { mode: global }
secrets: { db-password: { file: ./password.txt } }
configs: { rabbit: { content: 'heartbeat = 30' } }
volumes: { data: }
`
  .replace(
    'depends_on:\n      api: {',
    'depends_on:\n      migrate: { condition: service_completed_successfully }\n      api: {',
  )
  .replace(
    'depends_on: [db, cache, queue]',
    'depends_on: { db: {}, cache: {}, queue: {}, migrate: { condition: service_completed_successfully } }',
  );

const TOKEN = `ghp_${'aB3d'.repeat(9)}`;

const left = (text: string, options?: ComposeOptions): Readonly<Record<string, string>> =>
  Object.fromEntries(fromCompose(text, options).notCarriedOver.map(({ path, reason }) => [path, reason]));

function propsOf(text: string, name: string, options?: ComposeOptions) {
  const found = fromCompose(text, options).services.find((one) => one.name === name);
  return {
    ...found,
    written: sourceOf({ services: found === undefined ? [] : [found], notCarriedOver: [] }),
  };
}

const one = (service: string): string =>
  `services:\n  web:\n    image: example/web:1\n${service.replace(/^/gm, '    ')}\n`;

describe('a Compose file', () => {
  test('is a project that synthesises', () => {
    expect(problemsOf(fromCompose(SHOP))).toEqual([]);
  });

  test('says its services in the words of Slipway', () => {
    const written = sourceOf(fromCompose(SHOP));
    for (const line of [
      "image: image({ context: `${__dirname}/../..`, arguments: { EDITION: 'free' } }),",
      "API_URL: interpolate`http://${api.address('http')}/v1`",
      "settings: ['LOG_LEVEL', 'REGION'],",
      'terminationGrace: Duration.seconds(90),',
      `'ghcr.io/example/api:1.4@sha256:${'b'.repeat(64)}',`,
      "args: ['node', 'server.js', '--queue', 'amqp://queue:5672'],",
      "CACHE_HOST: cache.host('redis')",
      "DATABASE_URL: secretKey('api', 'database-url')",
      "ready: exec(['wget', '-q', 'http://127.0.0.1:3000/healthz'], {",
      'const migrate = job({',
      'before: [web, api],',
      "image: prebuilt('docker.io/library/postgres:16-alpine'),",
      "files: { '/run/secrets/db-password': secretKey('db-password', 'value') },",
      "volumes: { data: '/var/lib/postgresql/data' },",
      "user: runsAsRoot('carried over from compose.yaml: services.cache.cap_add'),",
      "privileged: runsPrivileged('carried over from compose.yaml: services.cache.privileged'),",
      "'/etc/rabbitmq/conf.d/10-shop.conf': file('heartbeat = 30', { mode: 0o440 })",
      "kind: 'daemonSet',",
      "public: 'http',",
    ])
      expect(written).toContain(line);
  });

  test('keeps no secret, neither in the source nor in what it lists', () => {
    const carried = fromCompose(SHOP);
    const all = sourceOf(carried) + JSON.stringify(carried);
    for (const secret of ['s3cretvalue', 'f00ba4b4rqux', 'abc']) expect(all).not.toContain(secret);
  });

  test.each([
    ['labels', { api_token: TOKEN, team: 'shop' }, 'services.web.labels.api_token'],
    ['labels', [`note=${TOKEN}`], 'services.web.labels[0]'],
    ['annotations', { note: TOKEN, team: 'shop' }, 'services.web.annotations.note'],
    ['command', ['serve', '--password', 'hunter2hunter2'], 'services.web.command'],
    ['entrypoint', `serve --token ${TOKEN}`, 'services.web.entrypoint'],
    [
      'healthcheck',
      { test: ['CMD', 'curl', '-H', `Authorization: Bearer ${TOKEN}`] },
      'services.web.healthcheck.test',
    ],
    ['environment', { NOTE: TOKEN }, 'services.web.environment.NOTE'],
    ['environment', { NOTE: '${NOTE:-' + TOKEN + '}' }, 'services.web.environment.NOTE'],
  ])('takes no secret over from %s: %j', (option, value, path) => {
    const text = one(stringify({ [option]: value }));
    const carried = fromCompose(text);
    expect(JSON.stringify(carried)).not.toMatch(/ghp_|hunter2/);
    expect(Object.keys(left(text))).toContain(path);
    expect(problemsOf(carried)).toEqual([]);
  });

  test.each(['postgres://u:${PW}@db/x', 'postgres://u:${PW:-}@db/x', 'postgres://u:$PW@db/x'])(
    'reads %s from a secret, since a password stands in it',
    (url) => {
      const { written } = propsOf(one(stringify({ environment: { URL: url } })), 'web');
      expect(written).toContain("secrets: { URL: secretKey('web', 'url') }");
      expect(written).not.toContain('postgres:');
    },
  );

  test('lists sizes that nobody could run with, and a name that every object has', () => {
    const small = one(stringify({ mem_limit: 1, cpus: 1e-9, user: '4294967296' }));
    expect(left(small)).toMatchObject({
      'services.web.mem_limit': expect.stringContaining('less than a mebibyte'),
      'services.web.cpus': expect.stringContaining('less than a thousandth'),
      'services.web.user': expect.stringContaining('up to 2147483647'),
    });
    expect(propsOf(small, 'web').sizes).toEqual(propsOf(one(''), 'web').sizes);
    expect(propsOf(one("user: '2147483647'"), 'web').written).toContain('user: 2147483647');
    const renamed = 'services: { constructor: { image: example/web:1 }, gone: null }';
    expect(left(renamed)).toMatchObject({
      'services.constructor': expect.stringContaining('It is called s-constructor here'),
      'services.gone': 'It is left out: it says nothing.',
    });
    expect(problemsOf(fromCompose(renamed))).toEqual([]);
    const unset = propsOf(one('environment: [constructor]'), 'web').sizes;
    expect(unset).toMatchObject({ settings: { constructor: '' } });
  });

  test('lists what could not be carried over, by its path', () => {
    const listed = left(SHOP);
    for (const path of [
      'services.web.build.args.NPM_TOKEN',
      'services.web.logging',
      'services.web.volumes[0]',
      'services.web.ports[1]',
      'services.web.environment[2]',
      'services.api.environment.DATABASE_URL',
      'services.db.ports[0]',
      'services.queue.profiles',
      'secrets.db-password.file',
      'networks',
    ])
      expect(Object.keys(listed)).toContain(path);
  });

  test('loses no key: one that Slipway does not know is listed wherever it stands', () => {
    const document = parse(SHOP, { merge: true }) as Record<string, unknown>;
    const free =
      /^(x-.*|.*\.(environment|args|labels|depends_on|networks)|volumes|configs|secrets|services)$/;
    const visited: string[] = [];
    const visit = (value: unknown, path: string): void => {
      if (typeof value !== 'object' || value === null) return;
      if (!Array.isArray(value) && !free.test(path)) {
        const record = value as Record<string, unknown>;
        record['unheard-of'] = 'value';
        const listed = fromCompose(stringify(document)).notCarriedOver.map((each) => each.path);
        delete record['unheard-of'];
        visited.push(path);
        if (!listed.some((each) => each.endsWith('unheard-of') || each === path))
          throw new Error(`${path} loses a key`);
      }
      for (const [key, inner] of Object.entries(value)) {
        if (key.startsWith('x-')) continue;
        visit(inner, Array.isArray(value) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`);
      }
    };
    visit(document, '');
    expect(visited.length).toBeGreaterThan(20);
  });

  test.each([
    ['a named volume', "volumes: ['data:/var/lib/data/']", "volumes: { data: '/var/lib/data' }"],
    ['a volume without a name', 'volumes: [/cache]', "scratch: ['/cache', '/tmp']"],
    ['shared memory', 'shm_size: 128m', "'/dev/shm': { size: Size.mebibytes(128), inMemory: true }"],
    ['root', 'user: root', "user: runsAsRoot('carried over from compose.yaml: services.web.user')"],
    [
      'a shell command',
      'healthcheck: { test: curl -f http://localhost/ }',
      "['/bin/sh', '-c', 'curl -f http://localhost/']",
    ],
    ['a range of ports', "ports: ['3000-3001:3000-3001']", "ports: { http: 3000, 'port-3001': 3001 }"],
    ['a port by UDP', "ports: ['53:53/udp']", "ports: { dns: { container: 53, protocol: 'UDP' } }"],
    ['a port in full', 'ports: [{ target: 8080, published: 80, name: web }]', 'ports: { web: 8080 }'],
    ['a directory', 'working_dir: /srv/app', "workingDir: '/srv/app'"],
    ['a group', "group_add: ['3000']", 'supplementalGroups: [3000]'],
    ['options of the resolver', "dns_opt: ['ndots:1', use-vc]", "dnsOptions: { ndots: '1', 'use-vc': '' }"],
    ['a label', 'labels: { team: checkout }', "labels: { team: 'checkout' }"],
    ['a dollar sign', 'command: ["sh", "-c", "echo $$HOME"]', "args: ['sh', '-c', 'echo $HOME']"],
  ])('carries over %s', (_, service, expected) => {
    expect(propsOf(one(service), 'web').written).toContain(expected);
    expect(problemsOf(fromCompose(one(service)))).toEqual([]);
  });

  test.each([
    ['env_file: .env', 'services.web.env_file'],
    ['network_mode: host', 'services.web.network_mode'],
    ["restart: 'no'", 'services.web.restart'],
    ['user: app', 'services.web.user'],
    ['hostname: other', 'services.web.hostname'],
    ['working_dir: app', 'services.web.working_dir'],
    ['group_add: [docker]', 'services.web.group_add[0]'],
    ["volumes: ['/var/run/docker.sock:/var/run/docker.sock']", 'services.web.volumes[0]'],
    ["security_opt: ['seccomp:unconfined']", 'services.web.security_opt[0]'],
    ['command: redis-server --requirepass hunter2hunter2', 'services.web.command'],
    ['environment: { a b: c }', 'services.web.environment["a b"]'],
    ['extends: { file: other.yaml, service: web }', 'services.web.extends'],
    ["labels: ['traefik.enable=true']", 'services.web.labels[0]'],
  ])('lists %s', (service, path) => {
    expect(Object.keys(left(one(service)))).toContain(path);
    expect(problemsOf(fromCompose(one(service)))).toEqual([]);
  });

  test('has services extend others of the file', () => {
    const text = `services:
  base: { image: 'example/app:1', environment: [A=1, B=2] }
  web: { extends: base, environment: { B: '3' } }`;
    expect(propsOf(text, 'web').written).toContain("env: { A: '1', B: '3' }");
  });

  test('takes variables from where they are given, and their defaults from itself', () => {
    const text = 'services: { web: { image: "example/web:${TAG:-1}${SUFFIX-}" } }';
    expect(propsOf(text, 'web').written).toContain("'docker.io/example/web:1'");
    expect(propsOf(text, 'web', { variables: { TAG: '2', SUFFIX: '-slim' } }).written).toContain(
      "web:2-slim'",
    );
  });

  test('names by ref what names it in turn', () => {
    const text = `services:
  a: { image: 'example/a:1', expose: ['8080'], environment: { B: 'http://b:8080' } }
  b: { image: 'example/b:1', expose: ['8080'], environment: { A: 'http://a:8080' } }`;
    const carried = fromCompose(text);
    expect(sourceOf(carried)).toContain("ref('a').address('http')");
    expect(problemsOf(carried)).toEqual([]);
  });

  test('gives services new names where Kubernetes would refuse theirs, and finds them by the old ones', () => {
    const text = `services:
  My_DB: { image: 'postgres:16' }
  web: { image: 'example/web:1', environment: { DB: 'My_DB:5432' } }`;
    expect(propsOf(text, 'web').written).toContain("DB: myDb.address('sql')");
    expect(Object.keys(left(text))).toContain('services.My_DB');
  });

  test('reads names of containers that mean something in a regular expression', () => {
    const text = `services:
  db: { image: 'postgres:16', container_name: 'db(1' }
  web: { image: 'example/web:1', environment: { DB: 'db:5432' } }`;
    expect(propsOf(text, 'web').written).toContain("DB: db.address('sql')");
  });

  test('has one service build what several run, and none that runs and ends', () => {
    const text = `services:
  migrate: { build: ., command: [migrate] }
  web: { build: ., depends_on: { migrate: { condition: service_completed_successfully } } }
  worker: { build: ., command: [work] }`;
    const carried = fromCompose(text);
    expect(propsOf(text, 'web').written).toContain('image: image({');
    expect(propsOf(text, 'worker').written).toContain('image: web.image,');
    expect(propsOf(text, 'migrate').written).toContain('of: web,');
    expect(problemsOf(carried)).toEqual([]);
  });

  test.each([
    ['a map', 'sysctls: { net.ipv4.tcp_keepalive_time: 60, net.core.somaxconn: 1024 }'],
    ['a list', 'sysctls: [net.ipv4.tcp_keepalive_time=60, net.core.somaxconn=1024]'],
  ])('has parameters of the kernel that a pod may have, of %s', (_form, sysctls) => {
    const text = `services: { web: { image: 'example.com/web:1', ${sysctls} } }`;
    expect(propsOf(text, 'web')).toMatchObject({
      props: { sysctls: { 'net.ipv4.tcp_keepalive_time': '60' } },
    });
    expect(Object.keys(left(text))).toContainEqual(expect.stringMatching(/^services\.web\.sysctls/));
  });

  test.each([
    ['a list', "extra_hosts: ['ldap:10.0.0.5', 'six=[::1]', 'host.docker.internal:host-gateway']"],
    ['a map', "extra_hosts: { ldap: 10.0.0.5, six: '::1', host.docker.internal: host-gateway }"],
  ])('names addresses as it does, in %s', (_form, hosts) => {
    const text = `services: { web: { image: 'example.com/web:1', ${hosts} } }`;
    expect(propsOf(text, 'web')).toMatchObject({
      props: { hostAliases: { '10.0.0.5': ['ldap'], '::1': ['six'] } },
    });
    expect(Object.keys(left(text))).toContainEqual(expect.stringMatching(/^services\.web\.extra_hosts/));
    expect(problemsOf(fromCompose(text))).toEqual([]);
  });

  test('has services that share a volume share a claim', () => {
    const text = `services:
  a: { image: 'example/a:1', volumes: ['media:/media'] }
  b: { image: 'example/b:1', volumes: ['media:/media:ro'] }
volumes: { media: {} }`;
    expect(propsOf(text, 'b').written).toContain(
      "mounts: { '/media': existingClaim('media', { readOnly: true }) }",
    );
    expect(problemsOf(fromCompose(text))).toEqual([]);
  });

  test.each([
    ['no YAML', 'services: [', 'from/yaml'],
    ['a text', 'hello', 'from/compose'],
    ['nothing', '', 'from/compose'],
    ['a wrong type', 'services: { web: { image: a, ports: 80 } }', 'from/type'],
    ['a service that is a list', 'services: { web: [] }', 'from/type'],
    ['a key twice', 'services: {}\nservices: {}', 'from/yaml'],
    ['an alias inside its anchor', 'services: &a { web: *a }', 'from/yaml'],
    ['services that extend each other', 'services: { a: { extends: b }, b: { extends: a } }', 'from/extends'],
    ['a variable that never ends', 'services: { web: { image: "a${B" } }', 'from/variable'],
    ['a tag of its own', 'services: { web: !reset null }', 'from/yaml'],
    ['aliases that multiply', bomb(), 'from/yaml'],
    ['a text that is too long', `services: {} # ${'x'.repeat(9 * 2 ** 20)}`, 'from/yaml'],
  ])('is refused with a finding for %s', (_, text, rule) => {
    expect(findingsOf(text).map((finding) => finding.rule)).toContain(rule);
  });

  test('never shows a text that may be a secret when it refuses it', () => {
    const text =
      'services: { web: { image: a, ports: hunter2secret, environment: "PASSWORD=hunter2secret" } }\n';
    const broken = 'services:\n  web:\n    environment:\n      PASSWORD: "hunter2secret\n';
    for (const each of [text, broken])
      expect(JSON.stringify(findingsOf(each))).not.toContain('hunter2secret');
  });
});

/** Nine lists, each of ten of the one before. */
function bomb(): string {
  const lists = Array.from({ length: 9 }, (_, index) => {
    const items = Array.from({ length: 10 }, () => (index === 0 ? 'x' : `*a${index - 1}`));
    return `x-${index}: &a${index} [${items.join(', ')}]`;
  });
  return `${lists.join('\n')}\nservices: {}\n`;
}

function findingsOf(text: string) {
  try {
    fromCompose(text);
  } catch (error) {
    if (error instanceof InvalidInput) return error.findings;
    throw error;
  }
  return [];
}
