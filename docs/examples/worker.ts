import {
  Cpu,
  Duration,
  existingSecret,
  kubeconfig,
  localState,
  noProbe,
  prebuilt,
  project,
  secretKey,
  service,
  Size,
  tcp,
} from 'slipway';

const queue = service({
  name: 'queue',
  image: prebuilt(
    'docker.io/library/redis:7.4@sha256:9e2cde0b3e44a169f8cbeb51935b527d056e809df8c8c8e71dcf46a23d168acb',
  ),
  user: 999,
  ports: { redis: 6379 },
  ready: tcp('redis'),
  scratch: ['/data'],
});

const worker = service({
  name: 'worker',
  image: prebuilt(
    'ghcr.io/acme/shop:1.4@sha256:b78cd6e6a72a6e3b655d4cb1bce94ad36dd42f81b2f8f0459d3eafa2dddba8c2',
  ),
  command: ['node', 'worker.js'],
  ready: noProbe('takes orders from a queue, nobody connects to it'),
  terminationGrace: Duration.minutes(2),
  connectsTo: { QUEUE: queue.port('redis') },
  secrets: { PAYMENTS_TOKEN: secretKey('payments', 'token') },
});

export const shop = project({
  name: 'shop',
  root: __dirname,
  state: localState(),
  services: [worker, queue],
});

export const prod = shop.environment({
  name: 'prod',
  cluster: kubeconfig({ context: 'shop-prod', provides: {} }),
  secrets: { payments: existingSecret() },
  services: {
    worker: { replicas: 3, cpu: Cpu.millis(200), memory: Size.mebibytes(256) },
    queue: { replicas: 1, cpu: Cpu.millis(100), memory: Size.mebibytes(128) },
  },
});
