import { reviewSynths } from '../../review';
import { type StackJson, synthOf } from './support/synth-of';

const told = (type: string, before: object, after: object): readonly string[] => {
  const side = (args: object): StackJson => ({ [type]: { it: { name: 'it', ...args } } });
  const { entries } = reviewSynths(synthOf({ 'prod-a': side(before) }), synthOf({ 'prod-a': side(after) }));
  return entries.flatMap(({ risks }) =>
    risks.filter(({ level }) => level === 'exposure').map(({ reason }) => reason),
  );
};
const DOMAIN = 'libvirt_domain';
const VM = 'proxmox_virtual_environment_vm';
const wired = (...interfaces: readonly object[]) => ({ network_interface: interfaces });
const device = (more: object) => ({ network_device: [{ bridge: 'vmbr0', ...more }] });
const console_ = (listen_address: string) => ({ graphics: { type: 'vnc', listen_address } });

test.each<[string, string, object, object, readonly string[]]>([
  ['another bridge', DOMAIN, wired({ bridge: 'br0' }), wired({ bridge: 'dmz' }), ['is in other networks']],
  [
    'one interface more',
    DOMAIN,
    wired({ bridge: 'br0' }),
    wired({ bridge: 'br0' }, { bridge: 'br1' }),
    ['is in other networks'],
  ],
  ['another MAC', DOMAIN, wired({ bridge: 'br0', mac: 'a' }), wired({ bridge: 'br0', mac: 'b' }), []],
  ['no VLAN', VM, device({ vlan_id: 10 }), device({}), ['is in other networks']],
  [
    'no firewall',
    VM,
    device({ firewall: true }),
    device({ firewall: false }),
    ['no longer asks the firewall of its host'],
  ],
  ['a firewall', VM, device({}), device({ firewall: true }), []],
  [
    'a console for all',
    DOMAIN,
    console_('127.0.0.1'),
    console_('0.0.0.0'),
    ['lets every address reach its console'],
  ],
  ['a console for itself', DOMAIN, console_('0.0.0.0'), console_('127.0.0.1'), []],
])('a machine with %s', (_, type, before, after, said) => {
  expect(told(type, before, after)).toEqual(said);
});
