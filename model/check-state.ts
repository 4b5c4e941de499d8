import { isAbsolute } from 'node:path';
import { type Finding, problem } from '../core/findings';
import { NAME_FORM } from '../core/kubernetes';
import { SYNTH_FOLDER } from '../core/record';
import { checkAddress } from './check-address';
import type { State } from './state';

type Checks = {
  readonly [K in State['kind']]: (state: Extract<State, { kind: K }>, path: string) => readonly Finding[];
};

/** Folders that Slipway or another tool fills, empties or reads for what it expects there. */
const OTHERS: ReadonlySet<string> = new Set([
  ...[SYNTH_FOLDER, 'environments', 'services', 'releases', 'placements'],
  ...['.git', '.terraform', 'node_modules', 'dist'],
]);
const FOLDER = /^[A-Za-z0-9_.-]+(\/[A-Za-z0-9_.-]+)*$/;
/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const BUCKET =
  /^(?!xn--|sthree-|amzn-s3-demo-|\d+(?:\.\d+){3}$)(?!.*(?:\.[.-]|-\.))(?!.*(?:-s3alias|--ol-s3|\.mrap|--x-s3)$)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const REGION = /^[A-Za-z0-9][A-Za-z0-9-]*$/;
/** Characters that need no encoding in an object's key. */
const PREFIX = /^[A-Za-z0-9!_.*'()-][A-Za-z0-9!_.*'()/-]*$/;
/** PostgreSQL keeps `pg_` for itself. */
const SCHEMA_PREFIX = /^(?!pg_)[A-Za-z_][A-Za-z0-9_]*$/;
const CONTEXT = /^[^-\s]\S*$/;
const HOME_OR_ABSOLUTE = /^(~\/|\/)[^\s].*[^/]$|^(~\/|\/)[^\s/]$/;

const CHECKS: Checks = {
  local: ({ folder }, path) => checkFolder(folder, `${path}.folder`),
  postgres: ({ schemaPrefix }, path) =>
    form(SCHEMA_PREFIX.test(schemaPrefix), schemaPrefix, `${path}.schemaPrefix`, {
      message: 'must begin the name of a schema: letters, digits and underscores, not pg_ and no digit first',
      advice: 'Name it after the project, such as shop_: another project in the database has its own.',
    }),
  s3: ({ bucket, region, prefix, endpoint }, path) => [
    ...form(BUCKET.test(bucket), bucket, `${path}.bucket`, {
      message:
        'must be the name of a bucket: 3 to 63 lower-case letters, digits, dots and hyphens, no address and nothing that AWS keeps for itself',
      advice: 'Give the name alone, without s3://.',
    }),
    ...form(REGION.test(region), region, `${path}.region`, {
      message: 'must be the name of a region',
      advice: 'Write it like eu-central-1.',
    }),
    ...(prefix === undefined || prefix === ''
      ? []
      : form(PREFIX.test(prefix) && !/\/\/|(^|\/)\.\.?(\/|$)/.test(prefix), prefix, `${path}.prefix`, {
          message: 'must begin the key of an object: no slash first, no spaces, no empty part',
          advice: 'Write it like teams/shop/.',
        })),
    ...(endpoint === undefined ? [] : checkAddress(`${path}.endpoint`, endpoint)),
  ],
  kubernetes: ({ namespace, configPath, configContext }, path) => [
    ...form(NAME_FORM.dnsLabel.test(namespace), namespace, `${path}.namespace`, {
      message: 'must be the name of a namespace (RFC 1123 label)',
      advice: 'Name the namespace that the states are in, such as terraform.',
    }),
    ...checkKubeconfig(configPath, `${path}.configPath`),
    ...checkContext(configContext, `${path}.configContext`),
  ],
  http: ({ address }, path) => checkAddress(`${path}.address`, address),
};

/** The problems of where states are kept: each value is one that the store takes, and means the same on every machine. */
export function checkState(state: State, path: string): readonly Finding[] {
  return (CHECKS[state.kind] as (state: State, path: string) => readonly Finding[])(state, path);
}

/** The problems of a kubeconfig's path. */
export function checkKubeconfig(file: string, path: string): readonly Finding[] {
  return form(HOME_OR_ABSOLUTE.test(file), file, path, {
    message: 'must be the path of a file that is the same in every folder: absolute, or beginning with ~/',
    advice: 'Write ~/.kube/config, or join(__dirname, …).',
  });
}

/** The problems of a context's name. */
export function checkContext(context: string, path: string): readonly Finding[] {
  return form(CONTEXT.test(context), context, path, {
    message: 'must be the name of a context of the kubeconfig, with no space and no hyphen first',
    rule: 'reached/context',
    advice: 'Name it: without one, whatever context happens to be current would be used.',
  });
}

function checkFolder(folder: string, path: string): readonly Finding[] {
  const parts = folder.split('/');
  if (isAbsolute(folder) || folder === '' || parts.includes('..') || parts.includes('.'))
    return form(false, folder, path, {
      rule: 'reached/folder',
      message: 'must be a folder inside the project, relative to it',
      advice: 'Give a name such as state, or keep the state where all reach it.',
    });
  const [first = ''] = parts;
  const other = OTHERS.has(first) ? first : parts.find((part) => part === '.git' || part === 'node_modules');
  return [
    ...form(FOLDER.test(folder), folder, path, {
      rule: 'reached/folder',
      message: 'must be a path of letters, digits, dots, underscores and hyphens, without a slash at its end',
      advice: 'Give a name such as state.',
    }),
    ...form(other === undefined, folder, path, {
      rule: 'reached/folder',
      message: `must not be in ${other ?? ''}, where Slipway or another tool keeps its own`,
      advice: 'Give the states a folder of their own, such as state.',
    }),
  ];
}

/** The finding that a value does not have its form, unless it has. */
export function form(
  holds: boolean,
  value: string,
  path: string,
  told: Pick<Finding, 'message' | 'advice'> & { readonly rule?: string },
): readonly Finding[] {
  return holds ? [] : [problem({ rule: 'reached/form', path, value: JSON.stringify(value), ...told })];
}
