import { isWide, isWithin, type Party, partyWords } from '../../review/network/parties';

const anything: Party = { kind: 'anything' };
const guarded: Party = { kind: 'guarded' };
const addresses = (network: string, ...except: readonly string[]): Party => ({
  kind: 'addresses',
  network,
  except,
});
const pods = (name: string, of: 'home' | 'every' | { readonly namespaces: string }): Party => ({
  kind: 'pods',
  pods: name,
  of,
});
const kafka = { namespaces: 'kafka' };

test.each<[Party, string, boolean]>([
  [anything, 'any address', true],
  [guarded, 'what it guards', false],
  [addresses('0.0.0.0/0'), 'any address', true],
  [addresses('::/0'), 'any address', true],
  [addresses('0.0.0.0/0', '10.0.0.0/8'), 'any address on the internet', true],
  [addresses('0.0.0.0/0', '10.0.0.0/8', '192.168.0.0/16'), 'any address on the internet', true],
  [
    addresses('0.0.0.0/0', '10.0.0.0/8', '203.0.113.0/24'),
    'any address except 10.0.0.0/8, 203.0.113.0/24',
    true,
  ],
  [addresses('203.0.113.0/24'), '203.0.113.0/24', true],
  [addresses('10.0.0.0/8'), '10.0.0.0/8', false],
  [addresses('10.0.0.0/8', '10.1.0.0/16'), '10.0.0.0/8 except 10.1.0.0/16', false],
  [pods('', 'home'), 'every pod of its namespace', false],
  [pods('web', 'home'), 'web', false],
  [pods('', 'every'), 'every pod of every namespace', true],
  [pods('web', 'every'), 'web of every namespace', true],
  [pods('', kafka), 'every pod of kafka', false],
  [pods('broker', kafka), 'broker of kafka', false],
])('%j is called %s; whether nobody has it in hand: %s', (party, words, isOutside) => {
  expect(partyWords(party)).toBe(words);
  expect(isWide(party)).toBe(isOutside);
});

test.each<[Party, Party, boolean]>([
  [guarded, guarded, true],
  [guarded, anything, true],
  [anything, guarded, false],
  [pods('web', 'home'), guarded, false],
  [addresses('10.0.0.0/8'), guarded, false],
  [pods('web', 'home'), anything, true],
  [anything, pods('', 'every'), false],
  [anything, addresses('0.0.0.0/0'), false],
  [pods('', 'every'), addresses('0.0.0.0/0'), false],
  [addresses('10.0.0.0/8'), pods('', 'every'), false],
  // Addresses: all of them, and none that the other leaves out.
  [addresses('10.1.0.0/16'), addresses('10.0.0.0/8'), true],
  [addresses('10.0.0.0/8'), addresses('10.1.0.0/16'), false],
  [addresses('10.0.0.0/8'), addresses('10.0.0.0/8', '10.1.0.0/16'), false],
  [addresses('10.0.0.0/8', '10.1.0.0/16'), addresses('10.0.0.0/8', '10.1.0.0/16'), true],
  [addresses('10.0.0.0/8', '10.0.0.0/9'), addresses('10.0.0.0/8', '10.1.0.0/16'), true],
  [addresses('10.0.0.0/8', '10.1.2.0/24'), addresses('10.0.0.0/8', '10.1.0.0/16'), false],
  [addresses('10.2.0.0/16'), addresses('10.0.0.0/8', '10.1.0.0/16'), true],
  [addresses('10.1.2.0/24'), addresses('10.0.0.0/8', '10.1.0.0/16'), false],
  [addresses('10.0.0.0/8', '10.1.0.0/16'), addresses('10.0.0.0/8', '10.1.0.0/16', '10.2.0.0/16'), false],
  // Pods: of the same namespaces or of every one, and the same pods or every one.
  [pods('web', 'home'), pods('web', 'home'), true],
  [pods('web', 'home'), pods('', 'home'), true],
  [pods('', 'home'), pods('web', 'home'), false],
  [pods('web', 'home'), pods('api', 'home'), false],
  [pods('web', 'home'), pods('web', 'every'), true],
  [pods('web', 'every'), pods('web', 'home'), false],
  [pods('web', kafka), pods('web', { namespaces: 'kafka' }), true],
  [pods('web', kafka), pods('web', { namespaces: 'other' }), false],
  [pods('web', kafka), pods('', 'every'), true],
])('whether %j is part of %j: %s', (party, other, isPart) => {
  expect(isWithin(party, other)).toBe(isPart);
});
