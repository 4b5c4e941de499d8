import { httpGet, image, service } from 'slipway';
import { api } from '../api/service';

/** The shop's pages. The browser talks to it alone; it talks to the API. */
export const web = service({
  name: 'web',
  image: image({ context: __dirname }),
  ports: { http: 8080 },
  ready: httpGet('http', '/readyz'),
  live: httpGet('http', '/healthz'),
  connectsTo: { API: api.port('http') },
  public: 'http',
  settings: ['LOG_LEVEL'],
});
