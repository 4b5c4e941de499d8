import { ingress, kubernetesService, statefulSet, workload } from '../support/resources';
import type { StackJson } from '../support/synth-of';
import type { Pair } from './pair';

// What goes while something that stays still names it. None of these is planned in the lab: see `NOT_PLANNED`.

const METADATA = { name: 'settings', namespace: 'small-prod' };
const MAP = 'kubernetes_config_map_v1';
const SECRET = 'kubernetes_secret_v1';
const WEB = 'kubernetes_deployment_v1.web';
const map = (data: object) => ({ [MAP]: { settings: { metadata: METADATA, data } } });
const web = (pod: object, container: object = {}) => ({
  kubernetes_deployment_v1: { web: workload({ pod, container }) },
});
const fromKey = (key: string, more: object = {}) =>
  web(
    {},
    { env: [{ name: 'LEVEL', value_from: { config_map_key_ref: { name: 'settings', key, ...more } } }] },
  );
const fromAll = web({}, { env_from: [{ config_map_ref: { name: 'settings' } }] });
const mounted = (config_map: object, mount: object = {}) =>
  web(
    { volume: [{ name: 'files', config_map: { name: 'settings', ...config_map } }] },
    { volume_mount: [{ name: 'files', mount_path: '/etc/web', ...mount }] },
  );
const named = (type: string, name: string) => ({
  [type]: { own: { metadata: { ...METADATA, name } } },
});
const BOTH = { LEVEL: 'info', MODE: 'fast' };

const inProd = (...stacks: readonly StackJson[]) => ({ 'prod-services': Object.assign({}, ...stacks) });

/** What goes and stays, and what is told of what goes. */
function goes(name: string, gone: StackJson, stays: StackJson, told: RegExp): Pair {
  const [[type, made] = ['', {}]] = Object.entries(gone);
  return {
    name,
    before: inProd(stays, gone),
    after: inProd(stays),
    outcome: 'approval',
    entries: [['replacement', 'delete', `${type}.${String(Object.keys(made)[0])}`, told]],
  };
}

/** A key of a map that goes. */
function losesMode(name: string, stays: StackJson, level: 'availability' | 'rest', told?: RegExp): Pair {
  return {
    name,
    before: inProd(stays, map(BOTH)),
    after: inProd(stays, map({ LEVEL: 'info' })),
    outcome: level === 'rest' ? 'changes' : 'approval',
    entries: [[level, 'update', `${MAP}.settings`, told]],
  };
}

const NO_START = new RegExp(`goes while ${WEB} still names it: pods do not start without it$`, 'm');

export const missing: readonly Pair[] = [
  losesMode(
    'a key goes that a variable is made of',
    fromKey('MODE'),
    'availability',
    /^loses MODE, which kubernetes_deployment_v1\.web still takes: pods do not start without it$/,
  ),
  losesMode('a key goes that no variable is made of', fromKey('LEVEL'), 'rest', /^$/),
  losesMode('a key goes that a variable may be without', fromKey('MODE', { optional: true }), 'rest', /^$/),
  losesMode(
    'a key goes of which a file is made',
    mounted({ items: [{ key: 'MODE', path: 'mode' }] }),
    'availability',
    /still takes: pods do not start/,
  ),
  losesMode(
    'a key goes that is mounted by itself',
    mounted({}, { sub_path: 'MODE' }),
    'availability',
    /loses MODE, which/,
  ),
  losesMode(
    'a key goes of a whole folder',
    mounted({}),
    'rest',
    /^loses MODE: .*web no longer has that file$/,
  ),
  losesMode(
    'a key goes of all variables',
    fromAll,
    'rest',
    /^loses MODE: .*web no longer has that variable$/,
  ),
  goes('a map goes that all variables are made of', map(BOTH), fromAll, NO_START),
  goes('a map goes that is a folder', map(BOTH), mounted({}), NO_START),
  goes(
    'a Secret goes that is a folder',
    named(SECRET, 'keys'),
    web({ volume: [{ name: 'k', secret: { secret_name: 'keys' } }] }),
    NO_START,
  ),
  goes(
    'a Secret goes with which images are pulled',
    named(SECRET, 'pull'),
    web({ image_pull_secrets: [{ name: 'pull' }] }),
    /pods may not pull their images without it/,
  ),
  goes(
    'an account goes that pods have',
    named('kubernetes_service_account_v1', 'web'),
    web({ service_account_name: 'web' }),
    NO_START,
  ),
  goes(
    'a priority goes that pods have',
    named('kubernetes_priority_class_v1', 'high'),
    web({ priority_class_name: 'high' }),
    NO_START,
  ),
  goes(
    'a storage class goes that a set asks for',
    named('kubernetes_storage_class_v1', 'fast'),
    {
      kubernetes_stateful_set_v1: {
        web: statefulSet({
          volume_claim_template: [{ metadata: { name: 'a' }, spec: { storage_class_name: 'fast' } }],
        }),
      },
    },
    /new claims wait for ever/,
  ),
  goes(
    'a service goes that an ingress leads to',
    { kubernetes_service_v1: { web: kubernetesService() } },
    { kubernetes_ingress_v1: { web: ingress() } },
    /visitors get errors without it/,
  ),
  {
    name: 'a claim goes that pods mount',
    before: inProd(
      web({ volume: [{ name: 'data', persistent_volume_claim: { claim_name: 'store' } }] }),
      named('kubernetes_persistent_volume_claim_v1', 'store'),
    ),
    after: inProd(web({ volume: [{ name: 'data', persistent_volume_claim: { claim_name: 'store' } }] })),
    outcome: 'approval',
    entries: [['data', 'delete', 'kubernetes_persistent_volume_claim_v1.own', NO_START]],
  },
  {
    name: 'a map is called otherwise, and pods take it by its old name',
    before: inProd(fromAll, map(BOTH)),
    after: inProd(fromAll, { [MAP]: { settings: { metadata: { ...METADATA, name: 'other' }, data: BOTH } } }),
    outcome: 'approval',
    entries: [['replacement', 'replace', `${MAP}.settings`, NO_START]],
  },
  {
    name: 'a map is called otherwise, and pods name it by its address',
    before: inProd(byAddress(), map(BOTH)),
    after: inProd(byAddress(), {
      [MAP]: { settings: { metadata: { ...METADATA, name: 'other' }, data: BOTH } },
    }),
    outcome: 'changes',
    entries: [
      ['replacement', 'replace', `${MAP}.settings`, /^is replaced: metadata\.name forces it [^\n]*$/],
    ],
  },
  {
    name: 'a map goes with the pods that take it',
    before: inProd(fromAll, map(BOTH)),
    after: inProd({}),
    outcome: 'approval',
    entries: [
      ['replacement', 'delete', WEB],
      ['replacement', 'delete', `${MAP}.settings`, /^is destroyed$/],
    ],
  },
  {
    name: 'a key goes that a workload of another stack takes',
    before: { 'prod-base': map(BOTH), 'prod-services': fromKey('MODE') },
    after: { 'prod-base': map({ LEVEL: 'info' }), 'prod-services': fromKey('MODE') },
    outcome: 'approval',
    entries: [['availability', 'update', `${MAP}.settings`, /loses MODE/]],
  },
  {
    name: 'a key goes that a workload of another environment takes from a map of its own',
    before: { 'prod-base': map(BOTH), 'dev-services': fromKey('MODE') },
    after: { 'prod-base': map({ LEVEL: 'info' }), 'dev-services': fromKey('MODE') },
    outcome: 'changes',
    entries: [['rest', 'update', `${MAP}.settings`]],
  },
  {
    name: 'what a map holds is only known to Terraform',
    before: inProd(fromKey('MODE'), map(BOTH)),
    after: inProd(fromKey('MODE'), {
      [MAP]: { settings: { metadata: METADATA, data: '${local.settings}' } },
    }),
    outcome: 'changes',
    entries: [['rest', 'update', `${MAP}.settings`]],
  },
];

function byAddress(): StackJson {
  const name = `\${${MAP}.settings.metadata[0].name}`;
  return web({}, { env_from: [{ config_map_ref: { name } }] });
}
