import { Duration, httpGet, noProbe, service, tcp } from 'slipway';
import { images } from './images';

const user = 1000;
const terminationGrace = Duration.seconds(5);
/** Lets the kubelet's probes through a mesh that encrypts everything. */
const podAnnotations = { 'sidecar.istio.io/rewriteAppHTTPProbers': 'true' };
const profiler = { DISABLE_PROFILER: '1' };

export const redis = service({
  name: 'redis-cart',
  image: images.redis,
  user,
  ports: { 'tcp-redis': 6379 },
  ready: tcp('tcp-redis', { period: Duration.seconds(5) }),
  live: tcp('tcp-redis', { period: Duration.seconds(5) }),
  scratch: ['/data'],
});

export const cart = service({
  name: 'cartservice',
  image: images.cartservice,
  user,
  terminationGrace,
  ports: { grpc: 7070 },
  env: { REDIS_ADDR: 'redis-cart:6379' },
  ready: tcp('grpc', { delay: Duration.seconds(15) }),
  live: tcp('grpc', { delay: Duration.seconds(15) }),
});

export const productCatalog = service({
  name: 'productcatalogservice',
  image: images.productcatalogservice,
  user,
  terminationGrace,
  ports: { grpc: 3550 },
  env: { PORT: '3550', ...profiler },
  ready: tcp('grpc'),
  live: tcp('grpc'),
});

export const currency = service({
  name: 'currencyservice',
  image: images.currencyservice,
  user,
  terminationGrace,
  ports: { grpc: 7000 },
  env: { PORT: '7000', ...profiler },
  ready: tcp('grpc'),
  live: tcp('grpc'),
});

export const payment = service({
  name: 'paymentservice',
  image: images.paymentservice,
  user,
  terminationGrace,
  ports: { grpc: 50051 },
  env: { PORT: '50051', ...profiler },
  ready: tcp('grpc'),
  live: tcp('grpc'),
});

export const shipping = service({
  name: 'shippingservice',
  image: images.shippingservice,
  user,
  ports: { grpc: 50051 },
  env: { PORT: '50051', ...profiler },
  ready: tcp('grpc', { period: Duration.seconds(5) }),
  live: tcp('grpc'),
});

export const email = service({
  name: 'emailservice',
  image: images.emailservice,
  user,
  terminationGrace,
  ports: { grpc: { container: 8080, service: 5000 } },
  env: { PORT: '8080', ...profiler },
  ready: tcp('grpc', { period: Duration.seconds(5) }),
  live: tcp('grpc', { period: Duration.seconds(5) }),
});

export const ad = service({
  name: 'adservice',
  image: images.adservice,
  user,
  terminationGrace,
  ports: { grpc: 9555 },
  env: { PORT: '9555' },
  ready: tcp('grpc', { delay: Duration.seconds(20), period: Duration.seconds(15) }),
  live: tcp('grpc', { delay: Duration.seconds(20), period: Duration.seconds(15) }),
});

export const recommendation = service({
  name: 'recommendationservice',
  image: images.recommendationservice,
  user,
  terminationGrace,
  ports: { grpc: 8080 },
  env: { PORT: '8080', ...profiler, PRODUCT_CATALOG_SERVICE_ADDR: 'productcatalogservice:3550' },
  ready: tcp('grpc', { period: Duration.seconds(5) }),
  live: tcp('grpc', { period: Duration.seconds(5) }),
});

export const checkout = service({
  name: 'checkoutservice',
  image: images.checkoutservice,
  user,
  ports: { grpc: 5050 },
  env: {
    PORT: '5050',
    PRODUCT_CATALOG_SERVICE_ADDR: 'productcatalogservice:3550',
  },
  ready: tcp('grpc'),
  live: tcp('grpc'),
});

export const frontend = service({
  name: 'frontend',
  image: images.frontend,
  user,
  podAnnotations,
  ports: { http: { container: 8080, service: 80 } },
  env: {
    PORT: '8080',
    ENABLE_PROFILER: '0',
  },
  ready: httpGet('http', '/_healthz', { delay: Duration.seconds(10) }),
  live: httpGet('http', '/_healthz', { delay: Duration.seconds(10) }),
});

/** Users who look around and buy, to see the boutique at work. */
export const loadGenerator = service({
  name: 'loadgenerator',
  image: images.loadgenerator,
  user,
  podAnnotations,
  terminationGrace,
  env: { USERS: '10', RATE: '1' },
  ready: noProbe('nobody connects to it'),
});
