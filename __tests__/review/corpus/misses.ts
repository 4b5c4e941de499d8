import { clouds } from './clouds';
import { kubernetes } from './kubernetes';
import type { Pair } from './pair';
import { terraform } from './terraform';

/** What is told of a resource, or planned for it. */
export type Word = 'nothing' | 'create' | 'update' | 'replace' | 'delete' | 'forget' | 'refused';

/** A resource of a pair of which the review says something else than Terraform plans. */
interface Miss {
  readonly pair: string;
  readonly address: string;
  readonly told: Word;
  readonly planned: Word;
  readonly because: string;
}

const CLAIM = 'kubernetes_persistent_volume_claim_v1.data';
const DATA_DISK = 'libvirt_volume.nodes-0-data';
const MACHINE = 'libvirt_domain.nodes-0';
const WEB = 'kubernetes_deployment_v1.web';

const LATER = 'what Terraform refuses or overlooks is told now, and matters later';
const OVERLOOKED = '`ignore_changes` has Terraform overlook it';
const SEVERAL = 'a resource with `count` is reported as one';
const THROUGH = 'it names the same disk, which is another one by then';

/** Every one that is known; `docs/review.md` lists them. */
export const MISSES: readonly Miss[] = [
  {
    pair: 'a base volume that is created again takes the root disks that are clones of it',
    ...{ address: MACHINE, told: 'nothing', planned: 'update', because: THROUGH },
  },
  {
    pair: 'a data disk that does not ignore its size gets another one',
    ...{ address: MACHINE, told: 'nothing', planned: 'update', because: THROUGH },
  },
  {
    pair: 'the order of environment variables',
    ...{ address: WEB, told: 'nothing', planned: 'update' },
    because: 'the provider has a list of them, and rolls the pods for nothing',
  },
  {
    pair: 'a claim loses its protection',
    ...{ address: CLAIM, told: 'update', planned: 'nothing', because: LATER },
  },
  {
    pair: 'a data disk no longer overlooks its size',
    ...{ address: DATA_DISK, told: 'update', planned: 'nothing', because: LATER },
  },
  {
    pair: 'a data disk overlooks its size from now on',
    ...{ address: DATA_DISK, told: 'update', planned: 'nothing', because: LATER },
  },
  {
    pair: 'a data disk that ignores its size gets another one',
    ...{ address: DATA_DISK, told: 'update', planned: 'nothing', because: OVERLOOKED },
  },
  {
    pair: 'the source of an image that is ignored moves',
    ...{ address: 'libvirt_volume.base', told: 'update', planned: 'nothing', because: OVERLOOKED },
  },
  {
    pair: 'requests and limits go',
    ...{ address: WEB, told: 'update', planned: 'nothing' },
    because: 'the provider keeps what is said no longer',
  },
  {
    pair: 'a disk is managed by another provider configuration',
    ...{ address: 'libvirt_volume.data', told: 'update', planned: 'create' },
    because: 'the other provider does not find it, as the review says',
  },
  {
    pair: 'a claim is let go of by one state and taken in by another',
    ...{ address: CLAIM, told: 'create', planned: 'update' },
    because: 'to the review, what is imported is new',
  },
  {
    pair: 'there are fewer of a claim',
    ...{ address: CLAIM, told: 'update', planned: 'delete', because: SEVERAL },
  },
  {
    pair: 'there are more of a claim',
    ...{ address: CLAIM, told: 'update', planned: 'create', because: SEVERAL },
  },
];

const GONE = 'the whole stack is gone: nobody plans it';
const EMPTY = 'no resource is in it';
const ANOTHER_STATE = 'to a plan in another state, everything is new';
const NO_CLOUD = 'the lab has no cloud';
const TYPED_ONLY = 'the lab plans typed resources by the names that they have today';
const NO_PROXMOX = 'the lab has no Proxmox VE';

/** Pairs that the lab has no plan of, and why; `docs/review.md` lists them. */
export const LISTED: Readonly<Record<string, string>> = {
  'a whole stack disappears with a protected claim': GONE,
  'a whole stack disappears with a claim': GONE,
  'a whole stack disappears with a namespace': GONE,
  'a stack that holds a claim is renamed': GONE,
  'a stack gets another state': EMPTY,
  'a provider looks at another cluster': EMPTY,
  'a state is kept elsewhere from now on': ANOTHER_STATE,
  'a stack no longer says where its state is': ANOTHER_STATE,
  'a provider of another version': 'the lab has one version of each provider',
  'a namespace of the older name is renamed': TYPED_ONLY,
  'a claim of the older name gets another storage class': TYPED_ONLY,
  'a stateful set of the older name gets another service': TYPED_ONLY,
  'a pod in a manifest becomes privileged': TYPED_ONLY,
  'a binding in a manifest gives cluster-admin': TYPED_ONLY,
  'a database of AWS gets another engine': NO_CLOUD,
  'a database of AWS gets a newer version, which replaces nothing': NO_CLOUD,
  'a machine of AWS gets another image, and only a plan tells what that does': NO_CLOUD,
  'a group of Azure goes, with all that is in it': NO_CLOUD,
  'a region of Azure that is only spelt otherwise is the same': NO_CLOUD,
  'a group of Azure in another region is another one': NO_CLOUD,
  'regions by an expression are compared as they are written': NO_CLOUD,
  'an action of IAM becomes every action': NO_CLOUD,
  'a machine that holds a disk under Proxmox disappears': NO_PROXMOX,
  'a machine under Proxmox takes disks of others along when it goes': NO_PROXMOX,
};

/** Whole files of pairs without a plan, by what they are about: `docs/review.md` has a line for each. */
export const FILES_NOT_PLANNED: Readonly<Record<string, readonly [pairs: readonly Pair[], because: string]>> =
  {
    'what is protected and kept in clouds': [clouds, NO_CLOUD],
    'what objects of Kubernetes mean to people': [
      kubernetes,
      'what replaces them is planned with other pairs',
    ],
    'what Terraform itself is told': [terraform, 'nothing of the lab is in it'],
  };

/** Every pair without a plan. */
export const NOT_PLANNED: Readonly<Record<string, string>> = {
  ...LISTED,
  ...Object.fromEntries(
    Object.values(FILES_NOT_PLANNED).flatMap(([pairs, because]) => pairs.map(({ name }) => [name, because])),
  ),
};
