import fc from 'fast-check';
import {
  bridged,
  checkNetwork,
  checkPool,
  existingNetwork,
  isLibvirtName,
  slotIdentity,
} from '../../../constructs/vm-pool';
import { volumeName, wwnOf } from '../../../constructs/vm-pool/libvirt/volumes';
import { sound } from './pool';

/** https://gitlab.com/libvirt/libvirt/-/blob/master/src/conf/schemas/basictypes.rng */
const LIBVIRT = {
  objectName: /^[^/\n]+$/,
  objectNameWithSlash: /^[^\n]+$/,
  volName: /^(?!\.{1,2}$)[^/]+$/,
  uniMacAddr: /^[a-fA-F0-9][02468aAcCeE](:[a-fA-F0-9]{2}){5}$/,
  wwn: /^(0x)?[0-9a-fA-F]{16}$/,
  deviceName: /^[a-zA-Z0-9_.\-\\:/]+$/,
};
/** https://datatracker.ietf.org/doc/html/rfc1123#section-2.1 */
const HOST_NAME = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/;

const letters = fc.constantFrom(...Array.from('abcxyz'));
const label = fc
  .tuple(letters, fc.stringMatching(/^[a-z0-9-]{0,12}$/), letters)
  .map((parts) => parts.join(''));
const identity = fc.array(label, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
const index = fc.nat({ max: 9_999 }).map(String);
const disk = fc.stringMatching(/^[a-z][a-z0-9]{0,31}$/);

test('every pool that passes has machines, volumes and interfaces that libvirt takes', () => {
  const spec = fc.record({ identity, pool: label, key: fc.oneof(index, label), disk });
  fc.assert(
    fc.property(spec, ({ key, disk, ...names }) => {
      const pool = { ...sound, ...names, slots: [{ key, address: '10.20.0.16' }] };
      fc.pre(checkPool(pool, 'pool').length === 0);
      const { name, mac } = slotIdentity(pool, { key, address: '10.20.0.16' });

      expect(name).toMatch(HOST_NAME);
      expect(name).toMatch(LIBVIRT.objectNameWithSlash);
      expect(volumeName(name, disk)).toMatch(LIBVIRT.volName);
      expect(mac).toMatch(LIBVIRT.uniMacAddr);
      expect(wwnOf(name, disk)).toMatch(LIBVIRT.wwn);
    }),
  );
});

const found = { cidr: '10.20.0.0/24', gateway: '10.20.0.1', dns: ['10.20.0.1'] };
const takesNetwork = (name: string): boolean =>
  checkNetwork(existingNetwork({ ...found, name }), 'network').length === 0;
const takesBridge = (bridge: string): boolean =>
  checkNetwork(bridged({ ...found, bridge }), 'network').length === 0;

/** A name as people give them: with blanks inside, in any script. */
const word = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
  .filter((text) => LIBVIRT.objectName.test(text) && !/\p{Cc}|^\.{1,2}$/u.test(text) && text.trim() === text);
const names = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '));

test('every name that libvirt takes is a name of a network and of a storage pool', () => {
  fc.assert(
    fc.property(names, (name) => {
      expect([takesNetwork(name), isLibvirtName(name)]).toEqual([true, true]);
    }),
  );
});

test('a slash, a control character or half a character anywhere makes it no name', () => {
  const foreign = fc.constantFrom('/', '\n', '\0', '\u001b', '\u0085', '\ud800');
  fc.assert(
    fc.property(names, foreign, fc.nat(), (name, character, place) => {
      const at = place % (name.length + 1);
      const text = `${name.slice(0, at)}${character}${name.slice(at)}`;
      expect([takesNetwork(text), isLibvirtName(text)]).toEqual([false, false]);
    }),
  );
});

test.each(['', ' ', '.', '..', ' lan', 'lan ', 'x'.repeat(251), '${TfToken[TOKEN.0]}'])(
  '%j is no name',
  (name) => {
    expect([takesNetwork(name), isLibvirtName(name)]).toEqual([false, false]);
  },
);

/** Linux, net/core/dev.c, dev_valid_name(): no slash, no colon, no blank, shorter than 16 bytes. */
const device = fc
  .tuple(fc.constantFrom(...Array.from('abcXYZ019_.')), fc.stringMatching(/^[a-zA-Z0-9_.-]{0,14}$/))
  .map((parts) => parts.join(''))
  .filter((name) => !/^\.{1,2}$/.test(name));

test('every interface that Linux and libvirt have a name for is a bridge', () => {
  fc.assert(
    fc.property(device, (name) => {
      expect(name).toMatch(LIBVIRT.deviceName);
      expect(takesBridge(name)).toBe(true);
    }),
  );
});

test('what either of them refuses is no bridge', () => {
  const foreign = fc.constantFrom('/', ':', ' ', '\n', '\0', '\u00e9', '$', '"', 'x'.repeat(16));
  fc.assert(
    fc.property(device, foreign, fc.nat(), (name, character, place) => {
      const at = place % (name.length + 1);
      expect(takesBridge(`${name.slice(0, at)}${character}${name.slice(at)}`)).toBe(false);
    }),
  );
  for (const name of ['', '.', '..', '-br0']) expect(takesBridge(name)).toBe(false);
});
