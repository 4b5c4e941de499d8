/** The providers that the stacks use, in the versions that their bindings pin. */
export const PROVIDERS = {
  docker: { source: 'kreuzwerker/docker', version: '3.6.2' },
  kubernetes: { source: 'hashicorp/kubernetes', version: '2.38.0' },
  libvirt: { source: 'dmacvicar/libvirt', version: '0.8.3', remedy: '`npm run lab:programs` builds it' },
  proxmox: { source: 'bpg/proxmox', version: '0.111.1', remedy: '`npm run lab:programs` builds it' },
} as const satisfies Record<string, ProviderPin>;

export type ProviderName = keyof typeof PROVIDERS;

export interface ProviderPin {
  readonly source: string;
  readonly version: string;
  /** How to come by it where no registry or mirror has it. */
  readonly remedy?: string;
}

export const PROVIDER_NAMES = Object.keys(PROVIDERS) as ProviderName[];

/** Why a provider, or Terraform itself, is not at hand; what is at hand has no entry. */
export type Missing = Readonly<Partial<Record<ProviderName | 'terraform', string>>>;

/** What keeps a test that needs Terraform and these providers from running, or `undefined` if nothing does. */
export function reasonToSkip(names: readonly ProviderName[], missing: Missing): string | undefined {
  if (missing.terraform !== undefined) return missing.terraform;
  const reasons = names.flatMap((name) => missing[name] ?? []);
  return reasons.length > 0 ? reasons.join('; ') : undefined;
}
