import { httpGet, image, secretKey, service } from 'slipway';
import { database } from '../database/service';

/** Ships what was ordered. Its queue is the orders table, so any number may run at once. */
export const worker = service({
  name: 'worker',
  image: image({ context: __dirname }),
  ports: { health: 8081 },
  ready: httpGet('health', '/readyz'),
  live: httpGet('health', '/healthz'),
  connectsTo: { DATABASE: database.port('sql') },
  secrets: { DATABASE_PASSWORD: secretKey('shop-database', 'password') },
  settings: ['LOG_LEVEL'],
});
