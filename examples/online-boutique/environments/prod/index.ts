import { kubeconfig } from 'slipway';
import { boutique } from '../../project';
import { recommended } from '../sizes';
import { staging } from '../staging';

export const prod = boutique.environment({
  name: 'prod',
  after: staging,
  protect: true,
  cluster: kubeconfig({ context: 'boutique-prod', provides: { metrics: true } }),
  services: {
    ...recommended,
    frontend: { ...recommended.frontend, replicas: { min: 3, max: 12, cpuPercent: 70 } },
    cartservice: { ...recommended.cartservice, replicas: 3 },
    checkoutservice: { ...recommended.checkoutservice, replicas: 3 },
    currencyservice: { ...recommended.currencyservice, replicas: 3 },
    productcatalogservice: { ...recommended.productcatalogservice, replicas: 3 },
    // Customers are there already.
    loadgenerator: { ...recommended.loadgenerator, replicas: 0 },
  },
});
