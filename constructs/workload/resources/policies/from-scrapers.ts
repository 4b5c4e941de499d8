import type { NetworkPolicyV1 } from '../../../providers/kubernetes';
import { listed, selectorOf, type WorkloadContext } from '../context';
import { listening, opened, pods, policy } from './policy';

/** Lets in the pods that read the metrics. */
export function fromScrapers(context: WorkloadContext): readonly NetworkPolicyV1[] {
  const { name, ports, metrics } = context.workload;
  const port = metrics === undefined ? undefined : ports[metrics.port];
  const scrapers = metrics?.from ?? [];
  if (port === undefined || scrapers.length === 0) return [];
  const from = listed(
    scrapers.map(({ namespace, podLabels }) => pods(podLabels, namespace)),
    (scraper) => JSON.stringify(scraper),
  );
  return [
    policy(context, `${name}-scraped`, context.namespace.name, {
      podSelector: { matchLabels: selectorOf(name) },
      policyTypes: ['Ingress'],
      ingress: [{ from, ports: opened([listening(port)]) }],
    }),
  ];
}
