import type { Draft } from './draft';
import { Call } from './source';

/** A service that says no health check is ready when its first port answers that is no sidecar's. */
export function readiness(draft: Draft): void {
  if (draft.props['ready'] !== undefined) return;
  const { sidecars = {} } = draft.props;
  const others = Object.values(sidecars).flatMap(
    ({ ports = [] }: { readonly ports?: readonly string[] }) => ports,
  );
  const [port] =
    [...draft.ports].find(([name, { protocol }]) => protocol === 'TCP' && !others.includes(name)) ?? [];
  if (port !== undefined) draft.unsaid.add('ready');
  draft.props['ready'] = port === undefined ? new Call('noProbe', draft.noProbe) : new Call('tcp', port);
}
