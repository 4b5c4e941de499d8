import { isOn, items, type Json, textOf, within } from '../../../core/json';
import { isAnyAddress } from '../../network';
import { type RiskRule, risksOf } from '../risk';

const risk = risksOf('exposure');

/** Where a machine has its interfaces, and what of each says in which network it is. */
const INTERFACES: Readonly<Record<string, readonly string[]>> = {
  network_interface: ['bridge', 'macvtap', 'network_id', 'network_name', 'passthrough', 'vepa'],
  network_device: ['bridge', 'trunks', 'vlan_id'],
};

/** Which networks a machine is in, and who reaches its console. */
export const ofMachines: RiskRule = ({ change: { before, after }, inProtected }) => {
  if (before === undefined || after === undefined) return [];
  const [old, head] = [before.arguments, after.arguments];
  const moves = Object.entries(INTERFACES).some(
    ([block, names]) => networksIn(old[block], names) !== networksIn(head[block], names),
  );
  const loses = guarded(old['network_device']) > guarded(head['network_device']);
  const [was, is] = [old, head].map((args) => textOf(within(args, ['graphics', 'listen_address'])));
  return [
    ...(moves ? [risk('is in other networks', inProtected)] : []),
    ...(loses ? [risk('no longer asks the firewall of its host', inProtected)] : []),
    ...(is !== undefined && is !== was && isEverybody(is)
      ? [risk('lets every address reach its console', inProtected)]
      : []),
  ];
};

function networksIn(interfaces: Json | undefined, names: readonly string[]): string {
  const networks = items(interfaces).map((each) =>
    names.map((name) => `${name}=${textOf(within(each, [name]))}`).join(),
  );
  return networks.sort().join('\n');
}

/** How many interfaces the firewall guards. */
function guarded(interfaces: Json | undefined): number {
  return items(interfaces).filter((each) => isOn(within(each, ['firewall']))).length;
}

function isEverybody(address: string): boolean {
  return ['0.0.0.0', '::'].includes(address) || isAnyAddress(address);
}
