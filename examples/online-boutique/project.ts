import { localState, project } from 'slipway';
import * as services from './services';

/** Online Boutique: eleven services in five languages, and a cache. Nothing is built here. */
export const boutique = project({
  name: 'boutique',
  root: __dirname,
  state: localState(),
  services: [
    services.frontend,
    services.ad,
    services.cart,
    services.redis,
    services.checkout,
    services.currency,
    services.email,
    services.payment,
    services.productCatalog,
    services.recommendation,
    services.shipping,
    services.loadGenerator,
  ],
});
