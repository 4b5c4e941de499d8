import { bridged, libvirt, nat, proxmox, Size } from 'slipway';
import { resolveComposition, checkComposition } from '../../../model';
import { type Changes, devProps, prodProps, smallProject } from '../../support/small-project';

const nodes = devProps().pools?.['nodes'];
const disks = { data: { size: Size.gibibytes(1) } };

function findingsOf(changes: Changes) {
  return checkComposition(resolveComposition(smallProject(changes)));
}

/** Both environments with one block behind a bridge, each on hosts of its own. */
function twoSites(segment: { readonly dev?: string; readonly prod?: string }): Changes {
  const lan = (name?: string) =>
    bridged({ bridge: 'br0', cidr: '10.2.0.0/24', gateway: '10.2.0.1', dns: ['10.2.0.1'], segment: name });
  return {
    dev: { networks: { lan: lan(segment.dev) }, pools: { nodes: { ...nodes, addresses: '10.2.0.16/28' } } },
    prod: { networks: { lan: lan(segment.prod) } },
  };
}

test('two sites may use one block, each on its own segment', () => {
  expect(findingsOf(twoSites({ dev: 'desk', prod: 'rack' }))).toEqual([]);
  expect(findingsOf(twoSites({ prod: 'rack' }))).toEqual([]);
});

test('within a segment, an address belongs to one machine', () => {
  expect(findingsOf(twoSites({ dev: 'rack', prod: 'rack' }))).toContainEqual(
    expect.objectContaining({
      rule: 'machines/identity',
      message: 'must share its address in segment rack with no other machine',
    }),
  );
});

test('one bridge of one host is one segment', () => {
  const { dev, prod } = twoSites({ dev: 'desk', prod: 'rack' });
  const a = libvirt({ uri: 'qemu+ssh://ops@a/system', cores: 8, memory: Size.gibibytes(16) });
  const found = findingsOf({ prod, dev: { ...dev, hypervisors: { desk: a } } });
  expect(found).toMatchObject([
    {
      rule: 'networks/segment',
      path: 'environments.prod.networks.lan',
      value: 'rack by br0 on a, where environments.dev.networks.lan is desk',
    },
  ]);
});

test('two networks of one host with one block are one problem, at the second of them', () => {
  const networks = { lan: nat({ cidr: '10.1.0.0/24' }), wan: nat({ cidr: '10.1.0.128/25' }) };
  const others = { ...nodes, network: 'wan', slots: { 0: 'desk' }, addresses: '10.1.0.192/28' };
  const found = findingsOf({ dev: { networks, pools: { nodes, others } } });
  expect(found.filter(({ rule }) => rule === 'networks/overlap')).toMatchObject([
    { path: 'environments.dev.networks.wan' },
  ]);
});

describe('what is said of hosts has bounds, which are allowed themselves', () => {
  const desk = (host: object) => ({
    dev: {
      hypervisors: {
        desk: libvirt({ uri: 'qemu:///system', cores: 8, memory: Size.gibibytes(16), ...host }),
      },
    },
  });
  const overcommit = (cpu: number) => ({ dev: { overcommit: { cpu } } });

  test.each<[what: string, rule: string, changes: Changes, isRight: boolean]>([
    ['no core', 'hosts/cores', desk({ cores: 0 }), false],
    ['one core', 'hosts/cores', desk({ cores: 1 }), true],
    ['the most cores', 'hosts/cores', desk({ cores: 65_536 }), true],
    ['more cores than that', 'hosts/cores', desk({ cores: 65_537 }), false],
    ['a part of a core', 'hosts/cores', desk({ cores: 1.5 }), false],
    ['no memory', 'hosts/memory', desk({ memory: Size.bytes(0) }), false],
    ['a byte of memory', 'hosts/memory', desk({ memory: Size.bytes(1) }), true],
    ['a reserve of nothing', 'hosts/reserve', desk({ reserve: { cpu: 0 } }), true],
    ['a reserve below nothing', 'hosts/reserve', desk({ reserve: { cpu: -1 } }), false],
    ['an overcommit of nothing', 'hosts/overcommit', overcommit(0), false],
    ['a small overcommit', 'hosts/overcommit', overcommit(0.01), true],
    ['the most overcommit', 'hosts/overcommit', overcommit(1_000), true],
    ['more overcommit than that', 'hosts/overcommit', overcommit(1_000.5), false],
    ['an overcommit that is not a number', 'hosts/overcommit', overcommit(NaN), false],
  ])('%s', (_, rule, changes, isRight) => {
    expect(findingsOf(changes).some((finding) => finding.rule === rule)).toBe(!isRight);
  });
});

describe('a host that two environments share', () => {
  const a = { uri: 'qemu+ssh://ops@a/system', cores: 8, memory: Size.gibibytes(16) };
  const b = libvirt({ ...a, uri: 'qemu+ssh://ops@b/system' });
  const local = { uri: 'qemu:///system', cores: 4, memory: Size.gibibytes(16) };

  test('must have room for the slots of both, besides its reserve', () => {
    const desk = libvirt({ ...a, reserve: { cpu: 3 } });
    expect(findingsOf({ dev: { hypervisors: { desk } } })).toMatchObject([
      {
        rule: 'hosts/shared-room',
        path: 'environments.dev.hypervisors.desk',
        message:
          'must have room for the slots of environments.prod.hypervisors.a too, since they are the same host',
        value: 'a, promised 6 of 5 virtual CPUs and 12Gi of 16Gi of memory',
      },
    ]);
  });

  test('is not limited by an environment that drains it', () => {
    const hypervisors = { desk: libvirt(local), a: libvirt({ ...a, drained: true }) };
    expect(findingsOf({ dev: { hypervisors } })).toEqual([]);
  });

  test('is not identified by a local URI, which means whichever host Terraform runs on', () => {
    const shared = (uri: string) => ({
      dev: { hypervisors: { desk: libvirt({ ...local, uri }) } },
      prod: { hypervisors: { a: libvirt({ ...local, uri }), b } },
    });
    expect(findingsOf(shared('qemu+ssh://ops@a/system'))).toMatchObject([{ rule: 'hosts/shared-room' }]);
    expect(findingsOf(shared('qemu:///system'))).toEqual([]);
  });
});

test('a node of Proxmox VE is not reached as libvirt is', () => {
  const desk = proxmox({
    node: 'desk',
    endpoint: 'https://pve.example.com:8006',
    datastore: 'local',
    cores: 8,
    memory: Size.gibibytes(16),
  });
  const found = findingsOf({ dev: { hypervisors: { desk } } });
  expect(found.filter(({ path }) => path.startsWith('environments.dev.hypervisors'))).toEqual([]);
});

test("a host's URI is checked where it is declared", () => {
  const desk = libvirt({ uri: 'qemu+ssh://desk/system', cores: 8, memory: Size.gibibytes(16) });
  expect(findingsOf({ dev: { hypervisors: { desk } } })).toMatchObject([
    { rule: 'hypervisors/uri', path: 'environments.dev.hypervisors.desk.uri', severity: 'error' },
  ]);
});

describe('slots with protected data that no placement file records', () => {
  const prodNodes = { ...prodProps(smallProject().environments[0] as never).pools?.['nodes'], disks };

  test('are a warning', () => {
    const placements = [{ environment: 'prod', slots: { 'nodes/0': 'a' }, removed: {} }];
    expect(findingsOf({ prod: { pools: { nodes: prodNodes } }, placements })).toMatchObject([
      { rule: 'machines/unremembered-data', severity: 'warning', value: 'nodes/1' },
    ]);
  });

  test('are fine once a file records them', () => {
    const placements = [{ environment: 'prod', slots: { 'nodes/0': 'a', 'nodes/1': 'b' }, removed: {} }];
    expect(findingsOf({ prod: { pools: { nodes: prodNodes } }, placements })).toEqual([]);
  });

  test('do not matter if the data is not protected', () => {
    expect(findingsOf({ dev: { pools: { nodes: { ...nodes, disks } } } })).toEqual([]);
  });
});
