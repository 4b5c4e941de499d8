import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { type Finding, problem } from '../../core/findings';
import schema from '../../schemas/placement.schema.json';
import { placeIn } from './place-in';
import type { Placement } from './placement';

/** Everything in which a parsed file differs from the published schema, schemas/placement.schema.json. */
export function schemaFindings(value: unknown, path: string): readonly Finding[] {
  validate ??= new Ajv({ allErrors: true, verbose: true }).compile<Placement>(schema);
  if (validate(value)) return [];
  const errors = validate.errors ?? [];
  // A key of the wrong form is said twice: by its pattern, and by the list of keys.
  return errors.filter(({ keyword }) => keyword !== 'propertyNames').map((error) => explain(error, path));
}

/** Compiled at first use: a project without placements does not pay for it. */
let validate: ValidateFunction<Placement> | undefined;

/** What the schema says of a value: `title` completes "must be …", `description` is the advice. */
interface Described {
  readonly title?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Described>>;
}

function explain(error: ErrorObject, path: string): Finding {
  const params = error.params as Readonly<Record<string, string | undefined>>;
  const { title = '', description = '', properties = {} } = (error.parentSchema ?? {}) as Described;
  const { missingProperty: missing, additionalProperty: additional } = params;
  const keys = error.instancePath.split('/').slice(1).map(unescaped);
  if (missing !== undefined) {
    return problem({
      rule: 'placement/form',
      path: placeIn(path, ...keys),
      message: `must have "${missing}"`,
      advice: properties[missing]?.description ?? '',
    });
  }
  if (additional !== undefined) {
    return problem({
      rule: 'placement/form',
      path: placeIn(path, ...keys, additional),
      message: 'must not be there',
      advice: `Remove it, or correct its name. What may be there: ${Object.keys(properties).join(', ')}.`,
    });
  }
  const { propertyName } = error;
  return problem({
    rule: 'placement/form',
    path: placeIn(path, ...keys, ...(propertyName === undefined ? [] : [propertyName])),
    message: `must be ${title}`,
    value: shown(propertyName ?? error.data),
    advice: description,
  });
}

/** A step of a JSON pointer as the key that it stands for. */
function unescaped(step: string): string {
  return step.replace(/~1/g, '/').replace(/~0/g, '~');
}

function shown(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length <= 100 ? text : `${text.slice(0, 99)}…`;
}
