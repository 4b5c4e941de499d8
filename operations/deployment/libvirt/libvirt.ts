import type { ProviderKnowledge } from '../provider-knowledge';
import { EXPLANATIONS } from './explanations';
import { watchRun } from './run-watch';

/** The libvirt provider, and the hosts that it makes machines on. */
export const libvirt: ProviderKnowledge = {
  machineType: 'libvirt_domain',
  explanations: EXPLANATIONS,
  watch: watchRun,
};
