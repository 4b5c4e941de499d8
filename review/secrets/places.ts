import { isList, isObject, type Json, type JsonObject } from '../../core/json';
import { decoded, inText, isNoSecret, isReference, namesSecret } from '../../core/secrets';
import type { Block } from '../synth';

/** By what something is known to be secret: what holds it is there for nothing else, or its name tells. */
export type Ground = 'schema' | 'name';

/** What is known of a place in a synth by the way to it. */
export interface Place {
  /** By what all that stands there is secret; undefined where it is not. */
  readonly secret: Ground | undefined;
  /** The last key on the way. */
  readonly key: string;
  /** What is secret in its words, going by the words beside it: a password that follows `--password`. */
  readonly beside: readonly string[];
}

/** Whether a value hides nothing in a place for secrets. What a schema calls secret is, unless it refers to another. */
export function hidesNothing(value: string, ground: Ground): boolean {
  return ground === 'schema' ? value === '' || isReference(value) : isNoSecret(value);
}

const NOTHING: readonly string[] = [];

const KUBERNETES_SECRET: ReadonlySet<string> = new Set(['data', 'binary_data', 'data_wo', 'binary_data_wo']);

/** Resource type → arguments all of whose values are secret. */
const SECRET_ARGUMENTS: Readonly<Record<string, ReadonlySet<string>>> = {
  kubernetes_secret_v1: KUBERNETES_SECRET,
  kubernetes_secret: KUBERNETES_SECRET,
  kubernetes_secret_v1_data: new Set(['data']),
  local_sensitive_file: new Set(['content', 'content_base64']),
};

/** Keys of values: a name beside them, or the key above, says what they are. */
const VALUES: ReadonlySet<string> = new Set(['value', 'Value', 'default']);
const NAMES = ['name', 'Name', 'key', 'Key'] as const;

/** The place of an argument of a block. */
export function argumentPlace({ kind, type, name, arguments: args }: Block, argument: string): Place {
  const value = args[argument];
  const place = (bySchema: boolean, byName: boolean): Place => ({
    secret: bySchema ? 'schema' : byName ? 'name' : undefined,
    key: argument,
    beside: NOTHING,
  });
  if (kind === 'variable' || kind === 'output') {
    const isValue = argument === (kind === 'variable' ? 'default' : 'value');
    return place(isValue && args['sensitive'] === true, isValue && namesSecret(name, value));
  }
  const bySchema = SECRET_ARGUMENTS[type]?.has(argument) === true || argument === 'sensitive_content';
  return place(bySchema, isNamed(argument, value));
}

/** The place of what an object has under a key. */
export function entryPlace(object: JsonObject, key: string, { secret, key: above }: Place): Place {
  return { secret: surer([secret, groundOf(object, key, above)]), key, beside: NOTHING };
}

/** What is known for sure of one is known of all. */
export function surer(grounds: readonly (Ground | undefined)[]): Ground | undefined {
  return grounds.find((each) => each === 'schema') ?? grounds.find((each) => each !== undefined);
}

function groundOf(object: JsonObject, key: string, above: string): Ground | undefined {
  // A manifest of Kubernetes.
  if (object['kind'] === 'Secret' && (key === 'data' || key === 'stringData')) return 'schema';
  // What is set in a chart has a name, too.
  if (above === 'set_sensitive' && key === 'value') return 'schema';
  return isSecretEntry(object, key, above) ? 'name' : undefined;
}

function isSecretEntry(object: JsonObject, key: string, above: string): boolean {
  const value = object[key];
  // What logs in to a registry, as Docker writes it.
  if (key === 'auth' && typeof value === 'string') return decoded(value)?.includes(':') === true;
  if (isNamed(key, value)) return true;
  const isNamedBeside =
    (key === 'list' && above === 'chpasswd') ||
    (VALUES.has(key) &&
      [above, ...NAMES.map((name) => object[name])].some(
        (name) => typeof name === 'string' && namesSecret(name, value),
      ));
  return isNamedBeside && isPlain(value);
}

/** Whether what stands under a name is secret: a text, a list of them, or one for each of several. */
function isNamed(name: string, value: Json | undefined): boolean {
  return (isPlain(value) || isMapOfTexts(value)) && namesSecret(name, value);
}

/** Keys of what is said of a secret: where it is, how it is made, how long it is good for. */
const SAID_OF_ONE =
  /(?:name|namespace|key|kind|ref|from|path|file|mode|optional|audience|seconds|algorithm|encoding|format|size|bits|curve|length|rotation|policy|type|usage|version|ttl|expiry|expires|expiration|duration|lifetime|source|provider|engine|store|env|url|uri|host|issuer|property|field|id|role|region|method|scheme|service|description|enabled|create)s?$/i;

/** What a secret refers to has a name and a key, and they are no secrets. Where one is named inside, that name counts. */
function isMapOfTexts(value: Json | undefined): boolean {
  if (!isObject(value)) return false;
  const entries = Object.entries(value);
  return (
    entries.length > 0 &&
    entries.every(([key, item]) => typeof item === 'string' && !SAID_OF_ONE.test(key) && !namesSecret(key))
  );
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
  const follows = option !== undefined && namesSecret(option, item) && !OPTION.test(String(item));
  const beside = [...wordsBeside(list), ...settingIn(String(item), place.key)];
  return { ...place, secret: surer([place.secret, follows ? 'name' : undefined]), beside };
}

/** The value of a variable that is written as Docker takes it: `NAME=value`. */
function settingIn(item: string, key: string): readonly string[] {
  if (!/^env(?:ironment)?$/.test(key)) return NOTHING;
  const [, name = '', value = ''] = /^([\w.-]+)=([\s\S]+)$/.exec(item) ?? [];
  return namesSecret(name, value) && !isNoSecret(value) ? [value] : NOTHING;
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
