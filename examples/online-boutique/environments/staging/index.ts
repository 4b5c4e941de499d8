import { kubeconfig } from 'slipway';
import { boutique } from '../../project';
import { dev } from '../dev';
import { recommended } from '../sizes';

/** As prod, with fewer customers. */
export const staging = boutique.environment({
  name: 'staging',
  after: dev,
  cluster: kubeconfig({ context: 'boutique-staging', provides: {} }),
  services: { ...recommended, frontend: { ...recommended.frontend, replicas: 2 } },
});
