import { type FieldReference, isField } from './field-reference';

/** A place in a text for the address of what a workload connects to, or for one half of it. */
export interface AddressPart<T> {
  /** What is connected to. */
  readonly target: T;
  /** What stands there: `host:port`, or one of them. */
  readonly as: 'address' | 'host' | 'port';
}

/** A place in a text for the value that another variable of the container has. */
export interface VariablePart {
  /** Its name. */
  readonly variable: string;
}

/**
 * Text with addresses and other variables in it: the value of an environment variable. Whatever it addresses, the workload connects to,
 * as if `connectsTo` named it.
 */
export interface Interpolated<T> {
  readonly kind: 'interpolated';
  readonly parts: readonly (string | AddressPart<T> | VariablePart)[];
}

/** A word of a command, which may take the values of the container's variables: `variable('POD_IP')`, or in a text. */
export type Word = string | Interpolated<never>;

/** How a URL is written. */
export interface UrlOptions {
  /** @default 'http' */
  readonly scheme?: string;
  /** What follows the port. @default nothing */
  readonly path?: `/${string}`;
}

type TargetOf<V> = V extends Interpolated<infer T> ? T : never;

/**
 * A text with addresses in it.
 *
 * @example
 * const redis = external('redis.example.com', 6379);
 * const env = { REDIS_URL: interpolate`redis://${redis.address()}/0` };
 */
export function interpolate<const V extends readonly (string | number | Interpolated<unknown>)[]>(
  texts: TemplateStringsArray,
  ...values: V
): Interpolated<TargetOf<V[number]>> {
  const parts = texts.flatMap((text, index): Interpolated<unknown>['parts'] => {
    const value = values[index];
    if (value === undefined) return [text];
    return [text, ...(typeof value === 'object' ? value.parts : [String(value)])];
  });
  return interpolated(parts as Interpolated<TargetOf<V[number]>>['parts']);
}

/** A text of these parts. */
export function interpolated<T>(parts: Interpolated<T>['parts']): Interpolated<T> {
  return { kind: 'interpolated', parts: parts.filter((part) => part !== '') };
}

/**
 * The value of a variable of the same container, in a variable or in a word of its command: one from a Secret, or a field of the pod.
 * Kubernetes puts it in when the container starts, so no secret is written down.
 *
 * @param name One of `env`, `settings` or `secrets`, or one that `connectsTo` sets.
 *
 * @example
 * const secrets = { DB_PASSWORD: secretKey('shop-database', 'password') };
 * const env = {
 *   POD_NAME: podField('metadata.name'),
 *   DATABASE_URL: interpolate`postgres://shop:${variable('DB_PASSWORD')}@db.example.com:5432/shop?application_name=${variable('POD_NAME')}`,
 * };
 * const args = ['--advertise-address', variable('POD_NAME')];
 *
 * @see https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/
 * @see https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/
 */
export function variable(name: string): Interpolated<never> {
  return interpolated<never>([{ variable: name }]);
}

/**
 * What has one port, by which it is connected to: its address, in each of the ways in which applications want it.
 *
 * @example
 * external('search.example.com', 443).url({ scheme: 'https', path: '/v1' }); // https://search.example.com:443/v1
 */
export abstract class OnePort {
  /** `host:port`. */
  address(): Interpolated<this> {
    return addressOf(this);
  }

  /** `http://host:port`. */
  url(options?: UrlOptions): Interpolated<this> {
    return urlOf(this, options);
  }

  /** The host alone. */
  host(): Interpolated<this> {
    return hostOf(this);
  }

  /** The number of the port alone. */
  portNumber(): Interpolated<this> {
    return portNumberOf(this);
  }
}

/**
 * What has ports by name: their addresses, in each of the ways in which applications want them.
 *
 * @example
 * ref('cart').address('grpc'); // cart:7070
 */
export abstract class NamedPorts<Port extends string, T> {
  /** One of its ports, for `connectsTo`. */
  abstract port(name: Port): T;

  /** `host:port`. */
  address(port: Port): Interpolated<T> {
    return addressOf(this.port(port));
  }

  /** `http://host:port`. */
  url(port: Port, options?: UrlOptions): Interpolated<T> {
    return urlOf(this.port(port), options);
  }

  /** The host alone, for a connection to this port. */
  host(port: Port): Interpolated<T> {
    return hostOf(this.port(port));
  }

  /** The number of the port alone. */
  portNumber(port: Port): Interpolated<T> {
    return portNumberOf(this.port(port));
  }
}

/** `host:port`. */
export function addressOf<T>(target: T): Interpolated<T> {
  return interpolated([{ target, as: 'address' }]);
}

/** `scheme://host:port/path`. */
export function urlOf<T>(target: T, { scheme = 'http', path }: UrlOptions = {}): Interpolated<T> {
  return interpolated([`${scheme}://`, { target, as: 'address' }, path ?? '']);
}

/** The host alone. */
export function hostOf<T>(target: T): Interpolated<T> {
  return interpolated([{ target, as: 'host' }]);
}

/** The number alone. */
export function portNumberOf<T>(target: T): Interpolated<T> {
  return interpolated([{ target, as: 'port' }]);
}

/** What a value of an environment variable connects to. */
export function targetsIn<T>(value: string | Interpolated<T> | FieldReference): readonly T[] {
  if (typeof value === 'string' || isField(value)) return [];
  return value.parts.flatMap((part) => (isAddress(part) ? [part.target] : []));
}

/** The same text, with other targets. Undefined where one of them has none. */
export function withTargets<T, U>(
  value: Interpolated<T>,
  of: (target: T) => U | undefined,
): Interpolated<U> | undefined {
  const parts: (string | AddressPart<U> | VariablePart)[] = [];
  for (const part of value.parts) {
    const target = isAddress(part) ? of(part.target) : undefined;
    if (!isAddress(part)) parts.push(part);
    else if (target !== undefined) parts.push({ target, as: part.as });
    else return undefined;
  }
  return interpolated(parts);
}

/** The names of the variables whose values a text takes. */
export function variablesIn(value: string | Interpolated<unknown> | FieldReference): readonly string[] {
  if (typeof value === 'string' || isField(value)) return [];
  return value.parts.flatMap((part) =>
    typeof part === 'object' && 'variable' in part ? [part.variable] : [],
  );
}

/** A word as a manifest of Kubernetes has it. */
export function wordText(word: Word): string {
  return textOf(partsOf(word, () => ''));
}

/** Parts as one text: a variable is `$(NAME)`. */
export function textOf(parts: readonly (string | VariablePart)[]): string {
  return parts.map((part) => (typeof part === 'string' ? part : `$(${part.variable})`)).join('');
}

/** The text and the variables of a value, once it is known what its addresses are. Between two variables stands one text at most. */
export function partsOf<T>(
  value: string | Interpolated<T>,
  addressOf: (part: AddressPart<T>) => string,
): readonly (string | VariablePart)[] {
  if (typeof value === 'string') return [value];
  const parts: (string | VariablePart)[] = [];
  for (const part of value.parts) {
    const next = isAddress(part) ? addressOf(part) : part;
    const last = parts.at(-1);
    if (typeof next === 'string' && typeof last === 'string') parts[parts.length - 1] = last + next;
    else parts.push(next);
  }
  return parts;
}

function isAddress<T>(part: string | AddressPart<T> | VariablePart): part is AddressPart<T> {
  return typeof part === 'object' && 'target' in part;
}
