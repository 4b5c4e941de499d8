import {
  addCapabilities,
  Cpu,
  Duration,
  httpGet,
  inNamespace,
  runsAsRoot,
  secretKey,
  service,
  Size,
  tcp,
} from 'slipway';
import { images } from './images';

/** The images are of Linux: so are the nodes. */
const nodeSelector = { 'kubernetes.io/os': 'linux' };

/** What Prometheus asks, wherever a cluster runs it. */
const scraped = {
  annotations: { 'prometheus.io/scrape': 'true' },
  allowFrom: { http: [inNamespace('monitoring').pods({ app: 'prometheus' })] },
};

/** All services speak HTTP at port 80, where their callers look for them: `http://catalogue`. */
const http = {
  ...scraped,
  nodeSelector,
  user: 10001,
  ports: { http: 80 },
  capabilities: addCapabilities(
    ['NET_BIND_SERVICE'],
    'listens on port 80, also where a runtime has no namespace for it',
  ),
};

/** They answer for themselves, once they have found their database. */
const healthy = {
  ...http,
  ready: httpGet('http', '/health', { delay: Duration.seconds(180), period: Duration.seconds(3) }),
  live: httpGet('http', '/health', { delay: Duration.seconds(300), period: Duration.seconds(3) }),
};

const inMemory = { '/tmp': { inMemory: true, size: Size.mebibytes(64) } };

/** What runs on a Java virtual machine, and takes its time to start. */
const java = {
  ...http,
  env: {
    JAVA_OPTS:
      '-Xms64m -Xmx128m -XX:+UseG1GC -Djava.security.egd=file:/dev/urandom -Dspring.zipkin.enabled=false',
  },
  ready: tcp('http'),
  scratch: inMemory,
};

/** Their entrypoints begin as root, give the data to the database's own user, and go on as that one. */
const dropsRoot = {
  user: runsAsRoot('its entrypoint changes the owner of its data'),
  capabilities: addCapabilities(['CHOWN', 'SETGID', 'SETUID'], 'its entrypoint becomes another user'),
};

/** A MongoDB that begins empty with each pod, as the authors have it. */
const mongo = {
  nodeSelector,
  ...dropsRoot,
  ports: { mongo: 27017 },
  ready: tcp('mongo'),
  scratch: { ...inMemory, '/data/db': {} },
};

export const cartsDb = service({ ...mongo, name: 'carts-db', image: images.mongo });
export const ordersDb = service({ ...mongo, name: 'orders-db', image: images.mongo });
export const userDb = service({ ...mongo, name: 'user-db', image: images.userDb });

export const catalogueDb = service({
  name: 'catalogue-db',
  nodeSelector,
  image: images.catalogueDb,
  user: 999,
  ports: { mysql: 3306 },
  ready: tcp('mysql'),
  env: { MYSQL_DATABASE: 'socksdb' },
  secrets: { MYSQL_ROOT_PASSWORD: secretKey('catalogue-db', 'password') },
  scratch: ['/var/lib/mysql', '/var/run/mysqld', '/tmp'],
});

export const sessionDb = service({
  name: 'session-db',
  nodeSelector,
  image: images.redis,
  ...dropsRoot,
  ports: { redis: 6379 },
  ready: tcp('redis'),
  podAnnotations: { 'prometheus.io.scrape': 'false' },
  scratch: ['/data'],
});

export const rabbitmq = service({
  name: 'rabbitmq',
  nodeSelector,
  image: images.rabbitmq,
  user: dropsRoot.user,
  capabilities: addCapabilities(['CHOWN', 'SETGID', 'SETUID', 'DAC_OVERRIDE'], dropsRoot.capabilities.reason),
  ports: { rabbitmq: 5672, management: 15672, exporter: 9090 },
  annotations: { 'prometheus.io/scrape': 'true', 'prometheus.io/port': '9090' },
  allowFrom: { exporter: [inNamespace('monitoring').pods({ app: 'prometheus' })] },
  ready: tcp('rabbitmq'),
  podAnnotations: { 'prometheus.io/scrape': 'false' },
  scratch: ['/var/lib/rabbitmq', '/etc/rabbitmq', '/tmp'],
  sidecars: {
    'rabbitmq-exporter': {
      image: images.rabbitmqExporter,
      ports: ['exporter'],
      ready: tcp('exporter'),
      env: { PUBLISH_PORT: '9090' },
      cpu: Cpu.millis(50),
      memory: Size.mebibytes(64),
    },
  },
});

export const carts = service({
  ...java,
  name: 'carts',
  image: images.carts,
  connectsTo: { CARTS_DB: cartsDb.port('mongo') },
});

export const catalogue = service({
  ...healthy,
  name: 'catalogue',
  image: images.catalogue,
  command: ['/app'],
  args: ['-port=80'],
  connectsTo: { CATALOGUE_DB: catalogueDb.port('mysql') },
});

export const payment = service({ ...healthy, name: 'payment', image: images.payment });

export const customers = service({
  ...healthy,
  name: 'user',
  image: images.user,
  env: { mongo: userDb.address('mongo') },
});

export const shipping = service({
  ...java,
  name: 'shipping',
  image: images.shipping,
  env: { ...java.env, ZIPKIN: 'zipkin.jaeger.svc.cluster.local' },
  connectsTo: { RABBITMQ: rabbitmq.port('rabbitmq') },
});

export const queueMaster = service({
  ...java,
  name: 'queue-master',
  image: images.queueMaster,
  connectsTo: { RABBITMQ: rabbitmq.port('rabbitmq') },
});

export const orders = service({
  ...java,
  name: 'orders',
  image: images.orders,
  connectsTo: {
    ORDERS_DB: ordersDb.port('mongo'),
    CARTS: carts.port('http'),
    CUSTOMERS: customers.port('http'),
    PAYMENT: payment.port('http'),
    SHIPPING: shipping.port('http'),
  },
});

export const frontEnd = service({
  ...scraped,
  name: 'front-end',
  nodeSelector,
  image: images.frontEnd,
  user: 10001,
  ports: { http: { container: 8079, service: 80 } },
  env: { SESSION_REDIS: 'true' },
  ready: httpGet('http', '/', { delay: Duration.seconds(30), period: Duration.seconds(3) }),
  live: httpGet('http', '/', { delay: Duration.seconds(300), period: Duration.seconds(3) }),
  connectsTo: {
    CATALOGUE: catalogue.port('http'),
    CARTS: carts.port('http'),
    ORDERS: orders.port('http'),
    CUSTOMERS: customers.port('http'),
    SESSION_DB: sessionDb.port('redis'),
  },
});
