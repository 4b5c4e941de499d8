/** The key of a file in the workload's ConfigMap: `/etc/app/log.yaml` becomes `etc-app-log.yaml`. */
export function fileKey(path: string): string {
  return path.slice(1).replaceAll('/', '-');
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
  return `${kind}${path.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`.replace(/-$/, '');
}
