import { Duration, httpGet, image, secretKey, service } from 'slipway';
import { database } from '../database/service';

/** Takes and lists orders. Ready only while its database answers. */
export const api = service({
  name: 'api',
  image: image({ context: __dirname }),
  ports: { http: 8080 },
  // It waits for its database, up to 2.5 s, before it says no.
  ready: httpGet('http', '/readyz', { timeout: Duration.seconds(3) }),
  // A node that is busy starts it slowly: that is no reason to kill it.
  startup: httpGet('http', '/healthz', { period: Duration.seconds(2), failures: 60 }),
  // Nor when it answers slowly.
  live: httpGet('http', '/healthz', { timeout: Duration.seconds(10), failures: 6 }),
  connectsTo: { DATABASE: database.port('sql') },
  secrets: { DATABASE_PASSWORD: secretKey('shop-database', 'password') },
  settings: ['LOG_LEVEL'],
});
