import type { ClusterNodeProps } from 'slipway';

export const CA = '-----BEGIN CERTIFICATE-----\nMIIBczCCARmgAwIBAgIU\n-----END CERTIFICATE-----\n';

/** A node with nothing wrong but what `changes` make wrong. */
export function nodeProps(changes: Partial<ClusterNodeProps> = {}): ClusterNodeProps {
  return { endpoint: 'https://10.0.0.1:6443', ca: CA, dns: '10.96.0.10', ...changes };
}
