/** The name of a scratch directory's volume in the pod: `/var/cache/nginx` becomes `scratch-var-cache-nginx`. */
export function scratchName(path: string): string {
  return `scratch${path.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`.replace(/-$/, '');
}
