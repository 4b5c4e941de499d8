import type { Metrics } from '../metrics';
import type { ResolvedWorkload } from '../workload-spec';

/** What tells Prometheus where the metrics are, if this is the object that says so. */
export function scrapedOn(
  object: NonNullable<Metrics['on']>,
  { metrics, ports }: ResolvedWorkload,
): Readonly<Record<string, string>> | undefined {
  const port = metrics === undefined ? undefined : ports[metrics.port];
  if (metrics === undefined || port === undefined || (metrics.on ?? 'pods') !== object) return undefined;
  return {
    'prometheus.io/scrape': 'true',
    // Of a Service as well, Prometheus asks the pods behind it.
    'prometheus.io/port': String(port.container),
    ...(metrics.path === undefined ? {} : { 'prometheus.io/path': metrics.path }),
  };
}
