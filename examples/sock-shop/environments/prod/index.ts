import { existingSecret, kubeconfig } from 'slipway';
import { sockShop } from '../../project';
import { dev } from '../dev';
import { recommended } from '../sizes';

export const prod = sockShop.environment({
  name: 'prod',
  after: dev,
  protect: true,
  cluster: kubeconfig({ context: 'sock-shop-prod', provides: {} }),
  secrets: { 'catalogue-db': existingSecret() },
  services: {
    ...recommended,
    'front-end': { ...recommended['front-end'], replicas: 3 },
    catalogue: { ...recommended.catalogue, replicas: 2 },
    carts: { ...recommended.carts, replicas: 2 },
    orders: { ...recommended.orders, replicas: 2 },
  },
});
