import { kubeconfig, managedSecret } from 'slipway';
import { sockShop } from '../../project';
import { recommended } from '../sizes';

export const dev = sockShop.environment({
  name: 'dev',
  cluster: kubeconfig({ context: 'sock-shop-dev', provides: {} }),
  secrets: { 'catalogue-db': managedSecret({ revision: 1 }) },
  services: recommended,
});
