import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the lab found when it started. It writes `facts.json` next to this file. */
export interface LabFacts {
  /** As in image references. */
  readonly registry: string;
  /** The base image of the services, by digest. */
  readonly baseImage: string;
  /** The libvirt hosts: name → connection. */
  readonly hosts: { readonly a: string; readonly b: string };
  /** Whether the hosts lack KVM. */
  readonly emulated: boolean;
  /** The image that machines start from. */
  readonly machineImage: { readonly source: string; readonly digest: string };
  /** The SSH keys that may log in to them, as `user@host` keys are written. */
  readonly sshKey: string;
  readonly network: {
    readonly bridge: string;
    readonly cidr: string;
    readonly gateway: string;
  };
  readonly cluster: {
    readonly endpoint: string;
    readonly ca: string;
    readonly dns: string;
    readonly registryUrl: string;
    readonly pauseImage: string;
    readonly storageClass: string;
    readonly ingressClass: string;
    readonly ingressNamespace: string;
    readonly ingressDomain: string;
  };
}

export const lab = JSON.parse(readFileSync(join(__dirname, 'facts.json'), 'utf8')) as LabFacts;
