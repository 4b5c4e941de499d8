import { kubeconfig } from 'slipway';
import { boutique } from '../../project';
import { accounts } from '../accounts';
import { recommended } from '../sizes';

/** As its authors ship it. */
export const dev = boutique.environment({
  name: 'dev',
  cluster: kubeconfig({ context: 'boutique-dev', provides: {} }),
  extend: accounts,
  services: recommended,
});
