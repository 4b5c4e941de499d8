import { cronJob, Duration, httpGet, noProbe, secretKey, service, tcp } from 'slipway';
import { images } from './images';
import { keys, outside, passwords, servers, settings, storage } from './settings';

const user = 991;

/** What browsers and apps ask for. */
export const web = service({
  name: 'web',
  image: images.mastodon,
  command: ['bundle', 'exec', 'puma', '-C', 'config/puma.rb'],
  user,
  labels: { 'app.kubernetes.io/component': 'web' },
  ports: { http: 3000 },
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
  },
  settings: ['LOCAL_DOMAIN'],
  secrets: { ...passwords, ...keys, ...storage },
  egress: { ...servers, ...outside },
  scratch: ['/tmp', '/opt/mastodon/tmp'],
  public: 'http',
});

/** Pushes new posts to open browsers and apps. */
export const streaming = service({
  name: 'streaming',
  image: images.streaming,
  command: ['node', './streaming'],
  user,
  labels: { 'app.kubernetes.io/component': 'streaming' },
  ports: { streaming: 4000 },
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
  egress: servers,
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
  single: true,
  ready: noProbe('takes jobs from a queue, nobody connects to it'),
  env: settings,
  settings: ['LOCAL_DOMAIN'],
  secrets: {
    ...passwords,
    ...keys,
    ...storage,
    SMTP_LOGIN: secretKey('mastodon-smtp', 'login'),
    SMTP_PASSWORD: secretKey('mastodon-smtp', 'password'),
  },
  egress: { ...servers, ...outside },
  scratch: ['/tmp', '/opt/mastodon/tmp'],
});

/** Forgets the pictures of other servers that nobody has looked at for a while. */
export const mediaRemove = cronJob({
  name: 'media-remove',
  of: web,
  command: ['bin/tootctl', 'media', 'remove'],
  schedule: '0 0 * * 0',
});
