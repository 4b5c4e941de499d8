import { type Block, isList, isObject, type Json, type JsonObject } from '../synth';
import { decoded } from './decode';
import { inText } from './in-text';
import { isNoSecret } from './is-no-secret';
import { namesSecret } from './names';

/** What is known of a place in a synth by the way to it. */
export interface Place {
  /** Whether all that stands there is secret. */
  readonly secret: boolean;
  /** The last key on the way. */
  readonly key: string;
  /** What is secret in its words, going by the words beside it: a password that follows `--password`. */
  readonly beside: readonly string[];
}

const NOTHING: readonly string[] = [];

const KUBERNETES_SECRET: ReadonlySet<string> = new Set(['data', 'binary_data', 'data_wo', 'binary_data_wo']);

/** Resource type → arguments all of whose values are secret. */
const SECRET_ARGUMENTS: Readonly<Record<string, ReadonlySet<string>>> = {
  kubernetes_secret_v1: KUBERNETES_SECRET,
  kubernetes_secret: KUBERNETES_SECRET,
  kubernetes_secret_v1_data: new Set(['data']),
  local_sensitive_file: new Set(['content', 'content_base64']),
  helm_release: new Set(['set_sensitive']),
};

/** Keys of values: a name beside them, or the key above, says what they are. */
const VALUES: ReadonlySet<string> = new Set(['value', 'Value', 'default']);
const NAMES = ['name', 'Name', 'key', 'Key'] as const;

/** The place of an argument of a block. */
export function argumentPlace({ kind, type, name, arguments: args }: Block, argument: string): Place {
  const place = (secret: boolean): Place => ({ secret, key: argument, beside: NOTHING });
  if (kind === 'variable')
    return place(argument === 'default' && (args['sensitive'] === true || namesSecret(name)));
  if (kind === 'output')
    return place(argument === 'value' && (args['sensitive'] === true || namesSecret(name)));
  const bySchema = SECRET_ARGUMENTS[type]?.has(argument) === true || argument === 'sensitive_content';
  return place(bySchema || (isPlain(args[argument]) && namesSecret(argument)));
}

/** The place of what an object has under a key. */
export function entryPlace(object: JsonObject, key: string, { secret, key: above }: Place): Place {
  return { secret: secret || isSecretEntry(object, key, above), key, beside: NOTHING };
}

function isSecretEntry(object: JsonObject, key: string, above: string): boolean {
  // A manifest of Kubernetes.
  if (object['kind'] === 'Secret' && (key === 'data' || key === 'stringData')) return true;
  // What logs in to a registry, as Docker writes it.
  if (key === 'auth' && typeof object[key] === 'string') return decoded(object[key])?.includes(':') === true;
  const isNamed =
    namesSecret(key) ||
    (key === 'list' && above === 'chpasswd') ||
    (VALUES.has(key) && (namesSecret(above) || NAMES.some((name) => isSecretName(object[name]))));
  // What a secret refers to has a name and a key, and they are no secrets. Neither is what names a block.
  return isNamed && isPlain(object[key]);
}

function isSecretName(name: Json | undefined): boolean {
  return typeof name === 'string' && namesSecret(name);
}

function isPlain(value: Json | undefined): boolean {
  if (isList(value)) return value.length > 0 && value.every((item) => !isObject(item) && isPlain(item));
  return typeof value === 'string' || typeof value === 'number';
}

const OPTION = /^--?([\w.-]+)$/;

/** The place of an item of a list. */
export function itemPlace(list: readonly Json[], index: number, place: Place): Place {
  const item = list[index];
  // Words say something of each other; blocks in a list do not.
  if (typeof item !== 'string' && typeof item !== 'number') return place;
  const before = list[index - 1];
  const [, option] = typeof before === 'string' ? (OPTION.exec(before) ?? []) : [];
  const follows = option !== undefined && namesSecret(option) && !OPTION.test(String(item));
  const beside = [...wordsBeside(list), ...settingIn(String(item), place.key)];
  return { ...place, secret: place.secret || follows, beside };
}

/** The value of a variable that is written as Docker takes it: `NAME=value`. */
function settingIn(item: string, key: string): readonly string[] {
  if (!/^env(?:ironment)?$/.test(key)) return NOTHING;
  const [, name = '', value = ''] = /^([\w.-]+)=([\s\S]+)$/.exec(item) ?? [];
  return namesSecret(name) && !isNoSecret(value) ? [value] : NOTHING;
}

const known = new WeakMap<readonly Json[], readonly string[]>();

/** What a list of words, read as one command, gives away. */
function wordsBeside(list: readonly Json[]): readonly string[] {
  if (list.length < 2) return NOTHING;
  const cached = known.get(list);
  if (cached !== undefined) return cached;
  const beside = inText(
    list
      .filter((item) => typeof item === 'string')
      .map(quoted)
      .join(' '),
  );
  known.set(list, beside);
  return beside;
}

function quoted(word: string): string {
  return /\s/.test(word) && !word.includes("'") ? `'${word}'` : word;
}
