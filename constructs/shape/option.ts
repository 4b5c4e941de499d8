import type { z } from '../../core/zod';

type Presence = 'required' | 'optional' | 'defaulted';

/** One option: its shape, from which its type follows, and whether it may be left out. */
export interface Option<T = unknown, P extends Presence = Presence> {
  readonly presence: P;
  readonly shape: z.ZodType<T>;
  /** What holds when a `defaulted` option is left out. */
  readonly fallback?: T;
}

/** A table of options by name. Types, shapes and defaults are all read off it. */
export type Options = Readonly<Record<string, Option>>;

type TypeOf<O> = O extends Option<infer T> ? T : never;
type NamesOf<O, P extends Presence> = {
  [K in keyof O]: O[K] extends Option<unknown, P> ? K : never;
}[keyof O];

/** What a caller gives. */
export type Spec<O> = { readonly [K in keyof Pick<O, NamesOf<O, 'required'>>]: TypeOf<O[K]> } & {
  readonly [K in keyof Pick<O, NamesOf<O, 'optional' | 'defaulted'>>]?: TypeOf<O[K]>;
};

/** A spec `S` with its defaults: only what is `optional` in the table may still be missing. */
export type Resolved<O, S> = Required<Omit<S, NamesOf<O, 'optional'>>> &
  Pick<S, NamesOf<O, 'optional'> & keyof S>;

/** An option that must be given. */
export function required<T>(shape: z.ZodType<T>): Option<T, 'required'> {
  return { presence: 'required', shape };
}

/** An option without a default: no value means the same as leaving it out. */
export function optional<T>(shape: z.ZodType<T>): Option<T, 'optional'> {
  return { presence: 'optional', shape };
}

/** An option with a default. */
export function defaulted<T>(shape: z.ZodType<T>, fallback: NoInfer<T>): Option<T, 'defaulted'> {
  return { presence: 'defaulted', shape, fallback };
}

/** The spec with its defaults. An option that is given as `undefined` counts as left out. */
export function withDefaults<O extends Options, S extends object>(options: O, spec: S): Resolved<O, S> {
  const resolved: Record<string, unknown> = {};
  for (const [name, { presence, fallback }] of Object.entries(options))
    if (presence === 'defaulted') resolved[name] = fallback;
  for (const [name, value] of Object.entries(spec)) if (value !== undefined) resolved[name] = value;
  return resolved as Resolved<O, S>;
}

/** The shapes of the options, for {@link z.strictObject}. */
export function optionShapes<O extends Options>(options: O): { readonly [K in keyof O]: z.ZodType } {
  return Object.fromEntries(
    Object.entries(options).map(([name, { presence, shape }]) => [
      name,
      presence === 'required' ? shape : shape.optional(),
    ]),
  ) as { readonly [K in keyof O]: z.ZodType };
}
