import { claim, dataDisk } from '../support/resources';
import type { Pair } from './pair';

// What leaves a stack for another one, or with its whole stack.

const CLAIM = 'kubernetes_persistent_volume_claim_v1';
const claims = (resources: object) => ({ [CLAIM]: resources });
const host = (name: string) => ({ libvirt: [{ uri: `qemu+ssh://ops@${name}/system` }] });
const DISK = { libvirt_volume: { 'nodes-0-data': dataDisk() } };

export const handover: readonly Pair[] = [
  {
    name: 'a whole stack disappears with a claim',
    before: { 'dev-services': claims({ data: claim({}, {}) }) },
    after: {},
    outcome: 'approval',
    entries: [['data', 'delete', `${CLAIM}.data`, /its data stays, and nothing manages it any more/]],
  },
  {
    name: 'a whole stack disappears with a namespace',
    before: { 'dev-base': { kubernetes_namespace_v1: { small: { metadata: { name: 'small' } } } } },
    after: {},
    outcome: 'approval',
    entries: [['data', 'delete', 'kubernetes_namespace_v1.small', /with its whole stack/]],
  },
  {
    name: 'a stack that holds a claim is renamed',
    before: { 'dev-services': claims({ data: claim({}, {}) }) },
    after: { 'dev-apps': claims({ data: claim({}, {}) }) },
    outcome: 'approval',
    entries: [
      ['data', 'delete', `${CLAIM}.data`, /dev-apps does not know of it/],
      ['rest', 'create', `${CLAIM}.data`],
    ],
    offer: [/^to keep it/, new RegExp(`^import { to = ${CLAIM}.data, id = … } {2}in dev-apps`)],
  },
  {
    name: 'a claim goes to another stack',
    before: { 'dev-services': claims({ data: claim({}, {}) }), 'dev-data': {} },
    after: { 'dev-services': {}, 'dev-data': claims({ data: claim({}, {}) }) },
    outcome: 'approval',
    entries: [
      ['data', 'delete', `${CLAIM}.data`, /created again in dev-data, and the data that it holds with it/],
      ['rest', 'create', `${CLAIM}.data`],
    ],
    offer: [
      /^to keep it/,
      /^removed { from = .*\.data, lifecycle.* in dev-services/,
      /^import { to = .* in dev-data/,
    ],
  },
  {
    name: 'a claim goes to another stack under another address',
    before: { 'dev-services': claims({ data: claim({}, {}) }), 'dev-data': {} },
    after: { 'dev-services': {}, 'dev-data': claims({ orders: claim({}, {}) }) },
    outcome: 'approval',
    entries: [
      ['data', 'delete', `${CLAIM}.data`, /created again in dev-data/],
      ['rest', 'create', `${CLAIM}.orders`],
    ],
    offer: [/^to keep it/, /^removed/, new RegExp(`^import { to = ${CLAIM}.orders`)],
  },
  {
    name: 'a data disk goes to another host, where no state can take it',
    before: { 'dev-machines-a': { provider: host('a'), ...DISK }, 'dev-machines-b': { provider: host('b') } },
    after: { 'dev-machines-a': { provider: host('a') }, 'dev-machines-b': { provider: host('b'), ...DISK } },
    outcome: 'approval',
    entries: [
      ['data', 'delete', 'libvirt_volume.nodes-0-data', /created again in dev-machines-b/],
      ['rest', 'create', 'libvirt_volume.nodes-0-data'],
    ],
    offer: [/must be copied/, /`retired`/, /^removed { from = libvirt_volume.nodes-0-data/],
  },
  {
    name: 'a claim is let go of by one state and taken in by another',
    before: { 'dev-services': claims({ data: claim({}, {}) }), 'dev-data': {} },
    after: {
      'dev-services': { removed: [{ from: `${CLAIM}.data`, lifecycle: [{ destroy: false }] }] },
      'dev-data': {
        ...claims({ data: claim({}, {}) }),
        import: [{ to: `${CLAIM}.data`, id: 'small-prod/store-data' }],
      },
    },
    outcome: 'changes',
    entries: [
      ['data', 'forget', `${CLAIM}.data`, /for that of dev-data/],
      ['rest', 'create', 'import'],
      ['rest', 'create', `${CLAIM}.data`],
    ],
  },
];
