import { Duration, httpGet, image, service } from 'slipway';
import { api } from '../api/service';

/** The shop's pages. The browser talks to it alone; it talks to the API. */
export const web = service({
  name: 'web',
  image: image({ context: __dirname }),
  ports: { http: 8080 },
  ready: httpGet('http', '/readyz', { timeout: Duration.seconds(3) }),
  // A node that is busy starts it slowly: that is no reason to kill it.
  startup: httpGet('http', '/healthz', { period: Duration.seconds(2), failures: 60 }),
  // Nor when it answers slowly.
  live: httpGet('http', '/healthz', { timeout: Duration.seconds(10), failures: 6 }),
  connectsTo: { API: api.port('http') },
  public: 'http',
  settings: ['LOG_LEVEL'],
});
