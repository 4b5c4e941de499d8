/** The key of a file in the workload's ConfigMap: `/etc/app/log.yaml` becomes `etc-app-log.yaml`. */
export function fileKey(path: string): string {
  return path.slice(1).replaceAll('/', '-');
}
