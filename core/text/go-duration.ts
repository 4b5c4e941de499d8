/**
 * A span of time as Go and Kubernetes write it: `90s`, `5m0s`, `24h0m0s`.
 *
 * @param total whole seconds
 * @example
 * goDuration(5_400); // '1h30m0s'
 */
export function goDuration(total: number): string {
  const hours = Math.floor(total / 3_600);
  const minutes = Math.floor((total % 3_600) / 60);
  const seconds = total % 60;
  if (hours > 0) return `${hours}h${minutes}m${seconds}s`;
  return minutes > 0 ? `${minutes}m${seconds}s` : `${seconds}s`;
}
