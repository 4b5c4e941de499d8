import { Duration, grpc, httpGet, noProbe, service, tcp } from 'slipway';
import { images } from './images';

/** The user of all images, and an account for each service, by which a mesh tells them apart. No account has a token. */
const identity = { user: 1000, serviceAccount: {} };
const terminationGrace = Duration.seconds(5);
/** Lets a mesh that encrypts everything pass the questions of the kubelet. */
const podAnnotations = { 'sidecar.istio.io/rewriteAppHTTPProbers': 'true' };

/** A server that says by gRPC how it is. */
const healthy = { ready: grpc('grpc'), live: grpc('grpc') };
const often = { period: Duration.seconds(5) };

export const redis = service({
  name: 'redis-cart',
  image: images.redis,
  ...identity,
  ports: { 'tcp-redis': 6379 },
  ready: tcp('tcp-redis', often),
  live: tcp('tcp-redis', often),
  scratch: ['/data'],
});

export const cart = service({
  name: 'cartservice',
  image: images.cartservice,
  ...identity,
  terminationGrace,
  ports: { grpc: 7070 },
  ready: grpc('grpc', { delay: Duration.seconds(15) }),
  live: grpc('grpc', { delay: Duration.seconds(15) }),
  env: { REDIS_ADDR: redis.address('tcp-redis') },
});

export const productCatalog = service({
  ...healthy,
  name: 'productcatalogservice',
  image: images.productcatalogservice,
  ...identity,
  terminationGrace,
  ports: { grpc: 3550 },
  env: { PORT: '3550', DISABLE_PROFILER: '1' },
});

export const currency = service({
  ...healthy,
  name: 'currencyservice',
  image: images.currencyservice,
  ...identity,
  terminationGrace,
  ports: { grpc: 7000 },
  env: { PORT: '7000', DISABLE_PROFILER: '1' },
});

export const payment = service({
  ...healthy,
  name: 'paymentservice',
  image: images.paymentservice,
  ...identity,
  terminationGrace,
  ports: { grpc: 50051 },
  env: { PORT: '50051', DISABLE_PROFILER: '1' },
});

export const shipping = service({
  ...healthy,
  name: 'shippingservice',
  image: images.shippingservice,
  ...identity,
  ports: { grpc: 50051 },
  ready: grpc('grpc', often),
  env: { PORT: '50051', DISABLE_PROFILER: '1' },
});

export const email = service({
  name: 'emailservice',
  image: images.emailservice,
  ...identity,
  terminationGrace,
  ports: { grpc: { container: 8080, service: 5000 } },
  ready: grpc('grpc', often),
  live: grpc('grpc', often),
  env: { PORT: '8080', DISABLE_PROFILER: '1' },
});

export const ad = service({
  name: 'adservice',
  image: images.adservice,
  ...identity,
  terminationGrace,
  ports: { grpc: 9555 },
  ready: grpc('grpc', { delay: Duration.seconds(20), period: Duration.seconds(15) }),
  live: grpc('grpc', { delay: Duration.seconds(20), period: Duration.seconds(15) }),
  env: { PORT: '9555' },
});

export const recommendation = service({
  name: 'recommendationservice',
  image: images.recommendationservice,
  ...identity,
  terminationGrace,
  ports: { grpc: 8080 },
  ready: grpc('grpc', often),
  live: grpc('grpc', often),
  env: {
    PORT: '8080',
    DISABLE_PROFILER: '1',
    PRODUCT_CATALOG_SERVICE_ADDR: productCatalog.address('grpc'),
  },
});

export const checkout = service({
  ...healthy,
  name: 'checkoutservice',
  image: images.checkoutservice,
  ...identity,
  ports: { grpc: 5050 },
  env: {
    PORT: '5050',
    PRODUCT_CATALOG_SERVICE_ADDR: productCatalog.address('grpc'),
    SHIPPING_SERVICE_ADDR: shipping.address('grpc'),
    PAYMENT_SERVICE_ADDR: payment.address('grpc'),
    EMAIL_SERVICE_ADDR: email.address('grpc'),
    CURRENCY_SERVICE_ADDR: currency.address('grpc'),
    CART_SERVICE_ADDR: cart.address('grpc'),
  },
});

export const frontend = service({
  name: 'frontend',
  image: images.frontend,
  ...identity,
  podAnnotations,
  ports: { http: { container: 8080, service: 80 } },
  ready: httpGet('http', '/_healthz', {
    delay: Duration.seconds(10),
    headers: { Cookie: 'shop_session-id=x-readiness-probe' },
  }),
  live: httpGet('http', '/_healthz', {
    delay: Duration.seconds(10),
    headers: { Cookie: 'shop_session-id=x-liveness-probe' },
  }),
  env: {
    PORT: '8080',
    ENABLE_PROFILER: '0',
    PRODUCT_CATALOG_SERVICE_ADDR: productCatalog.address('grpc'),
    CURRENCY_SERVICE_ADDR: currency.address('grpc'),
    CART_SERVICE_ADDR: cart.address('grpc'),
    RECOMMENDATION_SERVICE_ADDR: recommendation.address('grpc'),
    SHIPPING_SERVICE_ADDR: shipping.address('grpc'),
    CHECKOUT_SERVICE_ADDR: checkout.address('grpc'),
    AD_SERVICE_ADDR: ad.address('grpc'),
    // An extra of the boutique that is not installed here: nothing answers there.
    SHOPPING_ASSISTANT_SERVICE_ADDR: 'shoppingassistantservice:80',
  },
});

/** Asks for two minutes whether the front end answers. */
const WAIT_FOR_FRONTEND = `MAX_RETRIES=12
RETRY_INTERVAL=10
for i in $(seq 1 $MAX_RETRIES); do
  echo "Attempt $i: Pinging frontend at $FRONTEND_ADDR"
  wget -q -O /dev/null "http://$FRONTEND_ADDR/_healthz" && exit 0
  sleep $RETRY_INTERVAL
done
exit 1
`;

/** Users who look around and buy, to see the boutique at work. */
export const loadGenerator = service({
  name: 'loadgenerator',
  image: images.loadgenerator,
  ...identity,
  terminationGrace,
  podAnnotations,
  ready: noProbe('nobody connects to it'),
  initContainers: {
    'frontend-check': {
      image: images.busybox,
      command: ['/bin/sh', '-exc', WAIT_FOR_FRONTEND],
      env: { FRONTEND_ADDR: frontend.address('http') },
    },
  },
  env: { FRONTEND_ADDR: frontend.address('http'), USERS: '10', RATE: '1' },
});
