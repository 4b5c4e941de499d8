import { createHash } from 'node:crypto';

/** What Kubernetes takes as a key of a ConfigMap, and as the name of a volume. */
const LONGEST = { key: 253, volume: 63 };

/** The key of a file in the workload's ConfigMap: `/etc/app/log.yaml` becomes `etc-app-log.yaml`. */
export function fileKey(path: string): string {
  return shortened(path.slice(1).replace(/[^-._A-Za-z0-9]/g, '-'), path, LONGEST.key);
}

/** The name of a scratch directory's volume in the pod: `/var/cache/nginx` becomes `scratch-var-cache-nginx`. */
export function scratchName(path: string): string {
  return nameOf('scratch', path);
}

/** The name of what is mounted at a path: `/var/log/pods` becomes `mount-var-log-pods`. */
export function mountName(path: string): string {
  return nameOf('mount', path);
}

/** The name of what holds one file that is not the workload's own: `/run/tls.key` becomes `file-run-tls-key`. */
export function fileName(path: string): string {
  return nameOf('file', path);
}

function nameOf(kind: string, path: string): string {
  const name = `${kind}${path.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`.replace(/-$/, '');
  return shortened(name, path, LONGEST.volume);
}

/** The digest tells those apart that begin alike. */
function shortened(name: string, path: string, longest: number): string {
  if (name.length <= longest) return name;
  const digest = createHash('sha256').update(path).digest('hex').slice(0, 8);
  return `${name.slice(0, longest - digest.length - 1)}-${digest}`;
}
