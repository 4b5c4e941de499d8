import { type Application, counterpart } from './application';
import type { Field } from './manifest';
import { RULES, WITHOUT_OBJECT } from './rules';
import { SKIPPED } from './skipped';

/** The fields of an application, by how they were met. */
export interface Comparison {
  /** The same value at the same place. */
  readonly expressed: readonly Field[];
  /** Rule → what it makes equal. */
  readonly equal: ReadonlyMap<string, readonly Field[]>;
  /** Reason → what is not compared. */
  readonly skipped: ReadonlyMap<string, readonly Field[]>;
  readonly missing: readonly Field[];
}

type Verdict =
  | { readonly kind: 'expressed' }
  | { readonly kind: 'missing' }
  | { readonly kind: 'equal' | 'skipped'; readonly by: string };

/** Compares what Slipway makes of an application with what its own manifests say, field by field. */
export function compare(application: Application): Comparison {
  const expressed: Field[] = [];
  const missing: Field[] = [];
  const equal = new Map<string, Field[]>();
  const skipped = new Map<string, Field[]>();
  for (const field of application.listed) {
    const verdict = verdictOn(field, application);
    if (verdict.kind === 'expressed') expressed.push(field);
    else if (verdict.kind === 'missing') missing.push(field);
    else {
      const lists = verdict.kind === 'equal' ? equal : skipped;
      lists.set(verdict.by, [...(lists.get(verdict.by) ?? []), field]);
    }
  }
  return { expressed, equal, skipped, missing };
}

function verdictOn(field: Field, application: Application): Verdict {
  const skipped = SKIPPED.find(({ holds }) => holds(field));
  if (skipped !== undefined) return { kind: 'skipped', by: skipped.name };
  const made = counterpart(application, field);
  if (made?.values.get(field.path) === field.value) return { kind: 'expressed' };
  const rule =
    made === undefined
      ? WITHOUT_OBJECT.find(({ holds }) => holds(field, application))
      : RULES.find(({ holds }) => holds(field, made, application));
  return rule === undefined ? { kind: 'missing' } : { kind: 'equal', by: rule.name };
}
