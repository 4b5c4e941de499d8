import { Duration, httpGet, image, secretKey, service } from 'slipway';
import { database } from '../database/service';

/** Ships what was ordered. Its queue is the orders table, so any number may run at once. */
export const worker = service({
  name: 'worker',
  image: image({ context: __dirname }),
  ports: { health: 8081 },
  // It waits for its database, up to 2.5 s, before it says no.
  ready: httpGet('health', '/readyz', { timeout: Duration.seconds(3) }),
  // A node that is busy starts it slowly: that is no reason to kill it.
  startup: httpGet('health', '/healthz', { period: Duration.seconds(2), failures: 60 }),
  // Nor when it answers slowly.
  live: httpGet('health', '/healthz', { timeout: Duration.seconds(10), failures: 6 }),
  connectsTo: { DATABASE: database.port('sql') },
  secrets: { DATABASE_PASSWORD: secretKey('shop-database', 'password') },
  settings: ['LOG_LEVEL'],
});
