import { httpGet, image, secretKey, service } from 'slipway';
import { database } from '../database/service';

/** Takes and lists orders. Ready only while its database answers. */
export const api = service({
  name: 'api',
  image: image({ context: __dirname }),
  ports: { http: 8080 },
  ready: httpGet('http', '/readyz'),
  live: httpGet('http', '/healthz'),
  connectsTo: { DATABASE: database.port('sql') },
  secrets: { DATABASE_PASSWORD: secretKey('shop-database', 'password') },
  settings: ['LOG_LEVEL'],
});
