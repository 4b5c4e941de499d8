import { kubeconfig } from 'slipway';
import { boutique } from '../../project';
import { recommended } from '../sizes';

/** As its authors ship it. */
export const dev = boutique.environment({
  name: 'dev',
  cluster: kubeconfig({ context: 'boutique-dev', provides: {} }),
  services: recommended,
});
