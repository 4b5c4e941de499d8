import { Cpu, cronJob, Duration, httpGet, job, noProbe, secretKey, service, Size, tcp } from 'slipway';
import { images } from './images';
import { keys, outside, passwords, servers, settings, storage } from './settings';

const user = 991;
const historyLimit = 2;

/** Where more than one runs, at least one stays: while it is replaced, and while its node is drained. */
const steady = {
  rollout: { maxSurge: '10%', maxUnavailable: '25%' },
  disruptionBudget: { minAvailable: 1 },
  historyLimit,
} as const;

/** What browsers and apps ask for. */
export const web = service({
  name: 'web',
  image: images.mastodon,
  command: ['bundle', 'exec', 'puma', '-C', 'config/puma.rb'],
  ...steady,
  user,
  labels: { 'app.kubernetes.io/component': 'web' },
  ports: { http: 3000, prometheus: 9394 },
  sidecars: {
    'prometheus-exporter': {
      command: ['./bin/prometheus_exporter'],
      args: ['--bind', '0.0.0.0', '--port', '9394'],
      ports: ['prometheus'],
      ready: tcp('prometheus'),
      cpu: Cpu.millis(100),
      cpuLimit: Cpu.millis(500),
      memoryRequest: Size.bytes(180_000_000),
      memory: Size.bytes(250_000_000),
    },
  },
  ipFamilies: 'preferDualStack',
  ready: httpGet('http', '/health'),
  live: tcp('http'),
  startup: httpGet('http', '/health', {
    delay: Duration.seconds(15),
    period: Duration.seconds(5),
    failures: 30,
  }),
  rolloutDeadline: Duration.minutes(10),
  env: {
    ...settings,
    PORT: '3000',
    MIN_THREADS: '5',
    MAX_THREADS: '5',
    WEB_CONCURRENCY: '2',
    PERSISTENT_TIMEOUT: '20',
    MASTODON_PROMETHEUS_EXPORTER_ENABLED: 'true',
    PROMETHEUS_EXPORTER_HOST: '127.0.0.1',
    PROMETHEUS_EXPORTER_PORT: '9394',
  },
  settings: ['LOCAL_DOMAIN'],
  envFrom: keys,
  secrets: { ...passwords, ...storage },
  connectsTo: servers,
  egress: outside,
  scratch: ['/tmp', '/opt/mastodon/tmp'],
  public: { port: 'http', maxBodySize: Size.mebibytes(40) },
});

/** Pushes new posts to open browsers and apps. */
export const streaming = service({
  name: 'streaming',
  image: images.streaming,
  command: ['node', './streaming'],
  ...steady,
  user,
  labels: { 'app.kubernetes.io/component': 'streaming' },
  ports: { streaming: 4000 },
  ipFamilies: 'preferDualStack',
  ready: httpGet('streaming', '/api/v1/streaming/health'),
  live: httpGet('streaming', '/api/v1/streaming/health'),
  startup: httpGet('streaming', '/api/v1/streaming/health', {
    delay: Duration.seconds(5),
    period: Duration.seconds(5),
    failures: 15,
  }),
  env: { ...settings, PORT: '4000' },
  settings: ['LOCAL_DOMAIN'],
  secrets: passwords,
  connectsTo: servers,
  public: { paths: { '/api/v1/streaming': 'streaming' } },
});

/** Everything that nobody waits for: deliveries, mail, thumbnails. Two schedulers would do everything twice. */
export const sidekiq = service({
  name: 'sidekiq-all-queues',
  image: web.image,
  command:
    'bundle exec sidekiq -c 25 -q default,8 -q push,6 -q ingress,4 -q mailers,2 -q pull -q scheduler -q fasp'.split(
      ' ',
    ),
  user,
  labels: { 'app.kubernetes.io/component': 'sidekiq-all-queues' },
  rollout: 'recreate',
  historyLimit,
  ports: { prometheus: 9394 },
  ready: noProbe('takes jobs from a queue, nobody connects to it'),
  env: {
    ...settings,
    MASTODON_PROMETHEUS_EXPORTER_ENABLED: 'true',
    MASTODON_PROMETHEUS_EXPORTER_LOCAL: 'true',
    MASTODON_PROMETHEUS_EXPORTER_HOST: '0.0.0.0',
    MASTODON_PROMETHEUS_EXPORTER_PORT: '9394',
  },
  settings: ['LOCAL_DOMAIN'],
  envFrom: keys,
  secrets: {
    ...passwords,
    ...storage,
    SMTP_LOGIN: secretKey('mastodon-smtp', 'login', { optional: true }),
    SMTP_PASSWORD: secretKey('mastodon-smtp', 'password', { optional: true }),
  },
  connectsTo: servers,
  egress: outside,
  scratch: ['/tmp', '/opt/mastodon/tmp'],
});

const REDIS_DRIVER = 'ruby';
const SKIP_POST_DEPLOYMENT_MIGRATIONS = 'true';

/** Creates the database if it does not exist. */
const dbPrepare = job({
  name: 'db-prepare',
  of: web,
  command: ['bundle', 'exec', 'rake', 'db:prepare'],
  before: [web, streaming, sidekiq],
  env: { REDIS_DRIVER, SKIP_POST_DEPLOYMENT_MIGRATIONS },
});

/** Adds what the new version needs, and takes nothing away that the old one still uses. */
const dbPreMigrate = job({
  name: 'db-pre-migrate',
  of: web,
  command: ['bundle', 'exec', 'rake', 'db:migrate'],
  before: [web, streaming, sidekiq],
  env: { REDIS_DRIVER, SKIP_POST_DEPLOYMENT_MIGRATIONS },
});

/** Takes away what only the old version used. */
const dbPostMigrate = job({
  name: 'db-post-migrate',
  of: web,
  command: ['bundle', 'exec', 'rake', 'db:migrate'],
  after: [web, streaming, sidekiq],
  env: { REDIS_DRIVER },
});

/** Forgets the pictures of other servers that nobody has looked at for a while. */
const mediaRemove = cronJob({
  name: 'media-remove',
  of: web,
  command: ['bin/tootctl', 'media', 'remove'],
  schedule: '0 0 * * 0',
  retries: 6,
});

export const jobs = [dbPrepare, dbPreMigrate, dbPostMigrate, mediaRemove];
