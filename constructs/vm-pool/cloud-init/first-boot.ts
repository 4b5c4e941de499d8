/**
 * What a machine prints on its serial console at the end of its first boot, and of every later boot of the same instance. It says
 * that cloud-init is finished, not that everything succeeded: `cloud-init status` on the machine says that.
 *
 * @see https://docs.cloud-init.io/en/latest/reference/modules.html#final-message
 * @example
 * firstBootMarker('shop-prod-nodes-0-2f1c0a9be417');
 */
export function firstBootMarker(instanceId: string): string {
  return `slipway: first boot of ${instanceId} finished`;
}
