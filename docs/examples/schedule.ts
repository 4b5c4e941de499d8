import {
  Cpu,
  cronJob,
  Duration,
  httpGet,
  kubeconfig,
  localState,
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

const report = cronJob({
  name: 'report',
  of: api,
  command: ['node', 'report.js'],
  schedule: '0 3 * * mon-fri',
  timeZone: 'Europe/Berlin',
  deadline: Duration.hours(1),
});

export const shop = project({
  name: 'shop',
  root: __dirname,
  state: localState(),
  services: [api],
  jobs: [report],
});

export const prod = shop.environment({
  name: 'prod',
  cluster: kubeconfig({ context: 'shop-prod', provides: {} }),
  services: { api: { replicas: 3, cpu: Cpu.millis(200), memory: Size.mebibytes(256) } },
});
