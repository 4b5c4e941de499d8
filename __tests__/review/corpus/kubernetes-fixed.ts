import { between } from './between';
import type { Pair } from './pair';

// What Kubernetes never changes in an object that exists. None of these is planned in the lab: see `NOT_PLANNED`.

const OWN = 'kubernetes_manifest.own';

/** An object in a manifest, with what differs in it. */
function manifest(kind: string, before: object, after: object) {
  const of = (content: object) => ({
    manifest: { kind, metadata: { name: 'own', namespace: 'small-prod' }, ...content },
  });
  return between('kubernetes_manifest', of(before), of(after));
}

const labelled = (app: string, more: object = {}) => ({
  spec: {
    selector: { matchLabels: { app } },
    template: { metadata: { labels: { app } }, spec: { containers: [{ name: 'web', image: 'r/web:1' }] } },
    ...more,
  },
});
const set = (more: object) => labelled('web', { serviceName: 'web', ...more });
const template = (storage: string) => ({
  volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: { resources: { requests: { storage } } } }],
});
const job = (image: string) => ({ spec: { template: { spec: { containers: [{ name: 'a', image }] } } } });
const claim = (storageClassName: string | undefined, storage = '2Gi', labels = {}) => ({
  metadata: { name: 'own', namespace: 'small-prod', labels },
  spec: {
    accessModes: ['ReadWriteOnce'],
    ...(storageClassName === undefined ? {} : { storageClassName }),
    resources: { requests: { storage } },
  },
});
const binding = (name: string) => ({ roleRef: { kind: 'Role', name }, subjects: [] });
const service = (clusterIP?: string) => ({
  spec: { ...(clusterIP && { clusterIP }), ports: [{ port: 80 }] },
});
const settings = (level: string, immutable = true) => ({ immutable, data: { LOG_LEVEL: level } });

/** Kind, what is changed before and after, and what is told. */
const REFUSED: readonly (readonly [name: string, kind: string, before: object, after: object, RegExp])[] = [
  [
    'the selector of a deployment in a manifest',
    'Deployment',
    labelled('web'),
    labelled('shop'),
    /^fails to apply: Kubernetes never changes spec\.selector of what exists; give it another name, or have/,
  ],
  [
    'the service of a set in a manifest',
    'StatefulSet',
    set({}),
    set({ serviceName: 'db' }),
    /spec\.service_name/,
  ],
  [
    'the claims of a set in a manifest',
    'StatefulSet',
    set(template('1Gi')),
    set(template('2Gi')),
    /spec\.volume_claim_template of what exists; make another one beside it, and copy the data/,
  ],
  ['the template of a job in a manifest', 'Job', job('r/a:1'), job('r/a:2'), /spec\.template /],
  [
    'the address of a service in a manifest',
    'Service',
    service('10.0.0.9'),
    service('None'),
    /spec\.cluster_ip/,
  ],
  [
    'the storage class of a claim in a manifest',
    'PersistentVolumeClaim',
    claim('slow'),
    claim('fast'),
    /copy the data/,
  ],
  [
    'a smaller claim in a manifest',
    'PersistentVolumeClaim',
    claim('slow'),
    claim('slow', '1Gi'),
    /spec\.resources\.requests\.storage/,
  ],
  [
    'what an immutable map says, in a manifest',
    'ConfigMap',
    settings('info'),
    settings('debug'),
    /changes data of/,
  ],
  [
    'a map in a manifest that is no longer immutable',
    'ConfigMap',
    settings('info'),
    settings('info', false),
    /immutable/,
  ],
  [
    'the type of a Secret in a manifest',
    'Secret',
    { type: 'Opaque' },
    { type: 'example.com/b' },
    /changes type of/,
  ],
  ['the value of a priority in a manifest', 'PriorityClass', { value: 1 }, { value: 2 }, /changes value of/],
  [
    'the scope of a definition in a manifest',
    'CustomResourceDefinition',
    { spec: { scope: 'Cluster' } },
    { spec: { scope: 'Namespaced' } },
    /manifest\.spec\.scope/,
  ],
];

/** What is changed in place. */
const IN_PLACE: readonly (readonly [name: string, kind: string, before: object, after: object])[] = [
  ['a map in a manifest becomes immutable', 'ConfigMap', settings('info', false), settings('debug')],
  [
    'a claim in a manifest gets a label',
    'PersistentVolumeClaim',
    claim('slow'),
    claim('slow', '2Gi', { a: 'b' }),
  ],
  [
    'a claim in a manifest names the class that it has',
    'PersistentVolumeClaim',
    claim(undefined),
    claim('slow'),
  ],
  ['a service in a manifest leaves its address to Kubernetes', 'Service', service('10.0.0.9'), service()],
];

export const fixed: readonly Pair[] = [
  ...REFUSED.map(([name, kind, before, after, told]): Pair => ({
    name: `${name} never changes`,
    ...manifest(kind, before, after),
    outcome: 'approval',
    entries: [['refused', 'update', OWN, told]],
  })),
  ...IN_PLACE.map(([name, kind, before, after]): Pair => ({
    name,
    ...manifest(kind, before, after),
    outcome: 'changes',
    entries: [['rest', 'update', OWN]],
  })),
  {
    name: 'a claim in a manifest grows',
    ...manifest('PersistentVolumeClaim', claim('slow', '1Gi'), claim('slow')),
    outcome: 'changes',
    entries: [['capacity', 'update', OWN]],
  },
  {
    name: 'there are fewer of a claim in a manifest',
    ...between('kubernetes_manifest', counted(2), counted(1)),
    outcome: 'approval',
    entries: [['data', 'update', OWN, /the removed ones are destroyed/]],
  },
  {
    name: 'a binding in a manifest names another role',
    ...manifest('RoleBinding', binding('read'), binding('write')),
    outcome: 'approval',
    entries: [['privileges', 'update', OWN, /^fails to apply: Kubernetes never changes role_ref/m]],
  },
  {
    name: 'an object in a manifest gets another name with its selector',
    ...manifest('Deployment', labelled('web'), { ...labelled('shop'), metadata: { name: 'shop' } }),
    outcome: 'approval',
    entries: [['replacement', 'replace', OWN]],
  },
  {
    name: 'a typed set of daemons gets another selector, which its provider sends as it is',
    ...between('kubernetes_daemon_set_v1', daemons('web'), daemons('shop')),
    outcome: 'approval',
    entries: [['refused', 'update', 'kubernetes_daemon_set_v1.own', /spec\.selector/]],
  },
  {
    name: 'a typed map that is immutable is replaced',
    ...between('kubernetes_config_map_v1', map('info', true), map('debug', true)),
    outcome: 'changes',
    entries: [['replacement', 'replace', 'kubernetes_config_map_v1.own', /is replaced: data forces it/]],
  },
  {
    name: 'a typed map that becomes immutable is changed in place',
    ...between('kubernetes_config_map_v1', map('info', false), map('debug', true)),
    outcome: 'changes',
    entries: [['rest', 'update', 'kubernetes_config_map_v1.own']],
  },
  {
    name: 'what kubectl creates again by force is not refused',
    ...between('kubectl_manifest', forced('web'), forced('shop')),
    outcome: 'approval',
    entries: [['replacement', 'replace', 'kubectl_manifest.own', /^is replaced: force_new asks for that/]],
  },
];

function daemons(app: string): object {
  return {
    metadata: { name: 'own', namespace: 'small-prod' },
    spec: {
      selector: { match_labels: { app } },
      template: {
        metadata: { labels: { app: 'web' } },
        spec: { container: [{ name: 'web', image: 'r/web:1' }] },
      },
    },
  };
}

function map(LOG_LEVEL: string, immutable: boolean): object {
  return { metadata: { name: 'own', namespace: 'small-prod' }, immutable, data: { LOG_LEVEL } };
}

function counted(count: number): object {
  return { count, manifest: { kind: 'PersistentVolumeClaim', ...claim('slow') } };
}

function forced(app: string): object {
  const yaml_body = `kind: Deployment\nmetadata:\n  name: own\nspec:\n  selector:\n    matchLabels:\n      app: ${app}\n`;
  return { force_new: true, yaml_body };
}
