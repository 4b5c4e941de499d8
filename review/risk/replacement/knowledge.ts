import { entryOf } from '../../../core/json';
import { currentType } from '../../../core/kubernetes';
import { AWS } from './aws';
import { AZURE } from './azure';
import { DOCKER } from './docker';
import { GOOGLE } from './google';
import { KUBERNETES, MANIFESTS } from './kubernetes';
import { LIBVIRT } from './libvirt';
import { PROXMOX } from './proxmox';
import type { ReplacementKnowledge, ReplacementTable } from './table';
import { VALUES } from './values';

const TABLE: ReplacementTable = {
  ...DOCKER,
  ...KUBERNETES,
  ...MANIFESTS,
  ...LIBVIRT,
  ...PROXMOX,
  ...AWS,
  ...GOOGLE,
  ...AZURE,
  ...VALUES,
  terraform_data: { provider: 'Terraform', arguments: ['triggers_replace'] },
};

/** What replaces a resource of this type; undefined if nothing is known. */
export function knowledgeOf(type: string): ReplacementKnowledge | undefined {
  return entryOf(TABLE, currentType(type));
}

/** Whether the table was read from this version of a provider, such as `docker 3.6.2`. */
export function isKnownProvider(provider: string): boolean {
  return Object.values(TABLE).some((known) => known.provider === provider);
}
