import { entryOf, isList, isObject, type Json, type JsonObject } from '../json';
import { decoded } from './decode';
import { inText } from './in-text';
import { namesSecret, optionNamesSecret } from './names';
import { isNoSecret, isReference } from './no-secret';

/** A block of Terraform, as far as its place tells whether something is secret. */
export interface SecretBlock {
  readonly kind: string;
  readonly type: string;
  readonly name: string;
  readonly arguments: JsonObject;
}

/** Why something is known to be secret: the schema says so, or its name does. */
export type Evidence = 'schema' | 'name';

/** What the path to a value tells about it. */
export interface ValueContext {
  /** Why everything there is secret; undefined if it is not. */
  readonly secret: Evidence | undefined;
  /** The last key of the path. */
  readonly key: string;
  /** What is secret in its text, judging by its neighbours: a password that follows `--password`. */
  readonly beside: readonly string[];
  /** The words before those of a list: a container's command, which its arguments follow. @default none */
  readonly before?: readonly Json[];
}

/** Whether a value in a place for secrets is harmless. What the schema calls secret always counts, unless it is a reference. */
export function hidesNothing(value: string, evidence: Evidence): boolean {
  return evidence === 'schema' ? value === '' || isReference(value) : isNoSecret(value);
}

const NOTHING: readonly string[] = [];

const KUBERNETES_SECRET: ReadonlySet<string> = new Set(['data', 'binary_data', 'data_wo', 'binary_data_wo']);

/** Resource type → arguments whose values are all secret, where the name of the type does not say so. */
const SECRET_ARGUMENTS: Readonly<Record<string, ReadonlySet<string>>> = {
  kubernetes_secret_v1: KUBERNETES_SECRET,
  kubernetes_secret: KUBERNETES_SECRET,
  kubernetes_secret_v1_data: new Set(['data']),
  local_sensitive_file: new Set(['content', 'content_base64']),
  vault_generic_endpoint: new Set(['data_json']),
  aws_kms_ciphertext: new Set(['plaintext']),
  google_kms_secret_ciphertext: new Set(['plaintext']),
  heroku_app: new Set(['sensitive_config_vars']),
  heroku_config: new Set(['sensitive_vars']),
};

/** A resource that keeps a secret somewhere: in Vault, in a secret manager of a cloud, in a pipeline, in a password manager. */
const KEEPS_SECRET = /(?:^|_)(?:secret|secret_v\d|secret_version|secrets_file)$/;

/** The arguments of such a resource that hold what it keeps, in the words of the providers. */
const KEPT =
  /^(?:data|value|text|payload|plaintext|content|secret)$|^(?:data_json|plaintext_value|encrypted_value|secret_(?:string|binary|data|text|value|content)|payload_data|raw_value)(?:_wo)?$/;

/** Keys of generic values: a name next to them, or the key above, says what they are. */
const VALUES: ReadonlySet<string> = new Set(['value', 'Value', 'default']);
const NAMES = ['name', 'Name', 'key', 'Key'] as const;

/** The context of an argument in a block. */
export function argumentContext(
  { kind, type, name, arguments: args }: SecretBlock,
  argument: string,
): ValueContext {
  const value = args[argument];
  const context = (bySchema: boolean, byName: boolean): ValueContext => ({
    secret: bySchema ? 'schema' : byName ? 'name' : undefined,
    key: argument,
    beside: NOTHING,
  });
  if (kind === 'variable' || kind === 'output') {
    const isValue = argument === (kind === 'variable' ? 'default' : 'value');
    return context(isValue && args['sensitive'] === true, isValue && namesSecret(name, value));
  }
  return context(kind === 'resource' && keeps({ type, arguments: args }, argument), isNamed(argument, value));
}

/** Whether the contexts of two blocks of one type tell the same about an argument that both have, with the same value. */
export function areAlike(one: SecretBlock, other: SecretBlock): boolean {
  return (
    one.kind === other.kind &&
    one.type === other.type &&
    one.name === other.name &&
    MARKS.every((mark) => one.arguments[mark] === other.arguments[mark])
  );
}

/** The arguments that tell whether another one is secret. */
const MARKS = ['type', 'sensitive', 'masked'] as const;

/** Whether only secrets stand in an argument of a resource. */
function keeps(
  { type, arguments: args }: Pick<SecretBlock, 'type' | 'arguments'>,
  argument: string,
): boolean {
  if (entryOf(SECRET_ARGUMENTS, type)?.has(argument) === true || argument === 'sensitive_content')
    return true;
  if (KEEPS_SECRET.test(type)) return KEPT.test(argument);
  // A parameter, a variable of a pipeline or of a workspace: one that is marked.
  return (
    /^(?:value|value_wo|insecure_value|plaintext_value)$/.test(argument) &&
    (args['type'] === 'SecureString' || args['sensitive'] === true || args['masked'] === true)
  );
}

/** Whether the contexts of two objects' entries tell the same about a key that both have, with the same value, where those of the objects do. */
export function areEntriesAlike(one: JsonObject, other: JsonObject): boolean {
  return TELLING.every((key) => one[key] === other[key]);
}

/** The keys that tell something about another one of their object. */
const TELLING = ['kind', 'command', ...NAMES] as const;

/** The context of a key's value in an object. */
export function entryContext(
  object: JsonObject,
  key: string,
  { secret, key: above }: ValueContext,
): ValueContext {
  const command = key === 'args' ? object['command'] : undefined;
  const context = {
    // For every entry of a synth: nothing is looked up that cannot make it surer.
    secret: secret === 'schema' ? secret : surer(secret, evidenceOf(object, key, above)),
    key,
    beside: NOTHING,
  };
  return isList(command) ? { ...context, before: command } : context;
}

/** The surest evidence wins; of two that are equally sure, the first. */
export function surer(one: Evidence | undefined, other: Evidence | undefined): Evidence | undefined {
  return other === 'schema' ? other : (one ?? other);
}

function evidenceOf(object: JsonObject, key: string, above: string): Evidence | undefined {
  // A Kubernetes manifest.
  if (object['kind'] === 'Secret' && (key === 'data' || key === 'stringData')) return 'schema';
  // A Helm chart's value has a name, too.
  if (above === 'set_sensitive' && key === 'value') return 'schema';
  return isSecretEntry(object, key, above) ? 'name' : undefined;
}

function isSecretEntry(object: JsonObject, key: string, above: string): boolean {
  const value = object[key];
  // A registry login, in Docker's format.
  if (key === 'auth' && typeof value === 'string') return decoded(value)?.includes(':') === true;
  // Which key of a Secret is meant.
  if (key === 'secretKey' && typeof value === 'string' && namesSecret(value)) return false;
  if (isNamed(key, value)) return true;
  const isNamedBeside =
    (key === 'list' && above === 'chpasswd') ||
    (VALUES.has(key) &&
      (namesSecret(above, value) || NAMES.some((name) => isSecretName(object[name], value))));
  return isNamedBeside && isPlain(value);
}

function isSecretName(name: Json | undefined, value: Json | undefined): boolean {
  return typeof name === 'string' && namesSecret(name, value);
}

/** Whether a name marks a value as secret: a text, a list of texts, or a map of them. */
function isNamed(name: string, value: Json | undefined): boolean {
  return namesSecret(name, value) && (isPlain(value) || isMapOfTexts(value));
}

/** Keys of metadata about a secret: where it is, how it is generated, how long it is valid. */
const SAID_OF_ONE =
  /(?:name|namespace|key|kind|ref|from|path|file|mode|optional|audience|seconds|algorithm|encoding|format|size|bits|curve|length|rotation|policy|type|usage|version|ttl|expiry|expires|expiration|duration|lifetime|source|provider|engine|store|env|url|uri|host|issuer|property|field|id|role|region|method|scheme|service|description|enabled|create)s?$/i;

/** A reference to a secret consists of a name and a key, which are not secret. If a nested key names a secret, that counts. */
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

/** The context of an item in a list. */
export function itemContext(list: readonly Json[], index: number, context: ValueContext): ValueContext {
  const item = list[index];
  // Words in a list relate to each other, as in a command; blocks do not.
  if (typeof item !== 'string' && typeof item !== 'number') return context;
  const { key, before = NOTHING } = context;
  const option = index > 0 ? list[index - 1] : before.at(-1);
  const [, name] = typeof option === 'string' ? (OPTION.exec(option) ?? []) : [];
  const follows = name !== undefined && optionNamesSecret(name, item) && !OPTION.test(String(item));
  const beside = [...wordsBeside(list, before), ...settingIn(String(item), key)];
  return { secret: surer(context.secret, follows ? 'name' : undefined), key, beside };
}

/** The value in Docker's form of a variable, `NAME=value`. */
function settingIn(item: string, key: string): readonly string[] {
  if (!/^env(?:ironment)?$/.test(key)) return NOTHING;
  const [, name = '', value = ''] = /^([\w.-]+)=([\s\S]+)$/.exec(item) ?? [];
  return namesSecret(name, value) && !isNoSecret(value) ? [value] : NOTHING;
}

/** What is known of a list, with the words that stood before it. */
const known = new WeakMap<readonly Json[], readonly [before: readonly Json[], beside: readonly string[]]>();

/** The secrets in a list of words when it is read as one command, with what stands before it. */
function wordsBeside(list: readonly Json[], before: readonly Json[]): readonly string[] {
  const words = [...before, ...list];
  if (words.length < 2) return NOTHING;
  const cached = known.get(list);
  if (cached?.[0] === before) return cached[1];
  const beside = inText(
    words
      .filter((item) => typeof item === 'string')
      .map(quoted)
      .join(' '),
  ).map(({ secret }) => secret);
  known.set(list, [before, beside]);
  return beside;
}

function quoted(word: string): string {
  return /\s/.test(word) && !word.includes("'") ? `'${word}'` : word;
}
