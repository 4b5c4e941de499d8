import {
  Cpu,
  Duration,
  httpGet,
  job,
  kubeconfig,
  localState,
  noProbe,
  prebuilt,
  project,
  service,
  Size,
} from 'slipway';

const api = service({
  name: 'api',
  image: prebuilt(
    'ghcr.io/acme/shop:1.4@sha256:b78cd6e6a72a6e3b655d4cb1bce94ad36dd42f81b2f8f0459d3eafa2dddba8c2',
  ),
  ports: { http: 8080 },
  ready: httpGet('http', '/readyz'),
});

const mailer = service({
  name: 'mailer',
  image: api.image,
  command: ['node', 'mailer.js'],
  ready: noProbe('takes mail from a table, nobody connects to it'),
});

const migrate = job({
  name: 'migrate',
  of: api,
  command: ['node', 'migrate.js'],
  deadline: Duration.minutes(30),
  before: [api, mailer],
});

const cleanUp = job({ name: 'clean-up', of: api, command: ['node', 'clean-up.js'], after: [api, mailer] });

export const shop = project({
  name: 'shop',
  root: __dirname,
  state: localState(),
  services: [api, mailer],
  jobs: [migrate, cleanUp],
});

export const prod = shop.environment({
  name: 'prod',
  cluster: kubeconfig({ context: 'shop-prod', provides: {} }),
  services: {
    api: { replicas: 3, cpu: Cpu.millis(200), memory: Size.mebibytes(256) },
    mailer: { replicas: 1, cpu: Cpu.millis(100), memory: Size.mebibytes(128) },
  },
});
