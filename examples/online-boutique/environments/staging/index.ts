import { kubeconfig } from 'slipway';
import { boutique } from '../../project';
import { dev } from '../dev';
import { accounts } from '../accounts';
import { recommended } from '../sizes';

/** As prod, with fewer customers. */
export const staging = boutique.environment({
  name: 'staging',
  after: dev,
  cluster: kubeconfig({ context: 'boutique-staging', provides: {} }),
  extend: accounts,
  services: { ...recommended, frontend: { ...recommended.frontend, replicas: 2 } },
});
