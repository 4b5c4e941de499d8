/**
 * What a machine prints on its serial console at the end of its first boot, and of every later one of the same instance.
 * It says that cloud-init has come to its end, not that all went well: `cloud-init status` on the machine says that.
 */
export function firstBootMarker(instanceId: string): string {
  return `slipway: first boot of ${instanceId} finished`;
}
