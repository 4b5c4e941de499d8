import { prebuilt } from 'slipway';

/** As Weaveworks publishes them. The digests are samples, see ../README.md: `npx slipway pin --update` writes the real ones. */
export const images = {
  carts: prebuilt(
    'docker.io/weaveworksdemos/carts:0.4.8@sha256:6cb806cc7f798dbeaf7ef105b9317d56081d287b58e4243be181d76f92ed6234',
  ),
  catalogue: prebuilt(
    'docker.io/weaveworksdemos/catalogue:0.3.5@sha256:72791d91f8337a017c156b1174594eac2db0d8c0fdb09939988f00094d1c651e',
  ),
  catalogueDb: prebuilt(
    'docker.io/weaveworksdemos/catalogue-db:0.3.0@sha256:7314322124cae644f609a3b3e66f3b650e2396f999afc0152f226b5afced7b7b',
  ),
  frontEnd: prebuilt(
    'docker.io/weaveworksdemos/front-end:0.3.12@sha256:f1b9cd24ed6b0deff1c28bafce758149f1df07ddf7af588b85da2bfea2aa6ff9',
  ),
  mongo: prebuilt(
    'docker.io/library/mongo:latest@sha256:1dd116c161dc645e93f9a399b6c510c93d4afb6a49437948f90547abfcd8dbd0',
  ),
  orders: prebuilt(
    'docker.io/weaveworksdemos/orders:0.4.7@sha256:aff0c8b64d516097d9b5ce6f9114873f2c120e68e5b4c919a5e889c70a8396a5',
  ),
  payment: prebuilt(
    'docker.io/weaveworksdemos/payment:0.4.3@sha256:86cac06e8ae9ff54a7e5f3a55fad5930c1e39c28496f5a07dcee4a43d768db81',
  ),
  queueMaster: prebuilt(
    'docker.io/weaveworksdemos/queue-master:0.3.1@sha256:160e593783eced56866efe4ec17e258757d1aac00d9212406b518c8bdc297457',
  ),
  rabbitmq: prebuilt(
    'docker.io/library/rabbitmq:3.6.8-management@sha256:61b444e01de6639c9549c7823af0e1b645744d4af922ac1d9b92264f1224ab0e',
  ),
  rabbitmqExporter: prebuilt(
    'docker.io/kbudde/rabbitmq-exporter:latest@sha256:b16c11e155cb984ee97e9e6a9fc7981cafe0326bf95fb6c1d1b2fe355fcc4e54',
  ),
  redis: prebuilt(
    'docker.io/library/redis:alpine@sha256:a51c713935c1e8597c8f6cccb34d577bce6ee9573ba3424f5f3b30243c34cee1',
  ),
  shipping: prebuilt(
    'docker.io/weaveworksdemos/shipping:0.4.8@sha256:77b2971f8516b03ba5c450521a7178f03e58c2e7f3138e63578843f47c4dca8e',
  ),
  user: prebuilt(
    'docker.io/weaveworksdemos/user:0.4.7@sha256:a6f9a5c239db7f53797ca148ecc27049f1764d51f53e422eb5ecb49a8419385e',
  ),
  userDb: prebuilt(
    'docker.io/weaveworksdemos/user-db:0.3.0@sha256:f073889bc778ffc3d829bd45585ddf91c3e183bfea9b01e9fce9a5f418adfcdc',
  ),
};
