import { docker } from './docker';
import { kubernetes } from './kubernetes';
import { libvirt } from './libvirt';
import type { ProviderKnowledge } from './provider-knowledge';

const PROVIDERS = {
  libvirt,
  proxmox: { machineType: 'proxmox_virtual_environment_vm' },
  docker,
  kubernetes,
} satisfies Readonly<Record<string, ProviderKnowledge>>;

/** What is known of each provider, in the order in which explanations are looked for. */
export const KNOWN_PROVIDERS: readonly ProviderKnowledge[] = Object.values(PROVIDERS);
