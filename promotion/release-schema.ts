import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { jsonPointer } from '../core/files';
import { type Finding, problem } from '../core/findings';
import schema from '../schemas/release.schema.json';
import { type Place, shown } from './pointer';
import type { Release } from './release';

/** Everything in which a parsed file differs from the published schema, schemas/release.schema.json. */
export function schemaFindings(value: unknown, at: Place): readonly Finding[] {
  validate ??= compile();
  if (validate(value)) return [];
  const errors = (validate.errors ?? []).filter(({ keyword }) => keyword !== 'if');
  const findings = errors.map((error) => explain(error, at));
  return [...new Map(findings.map((finding) => [`${finding.path} ${finding.message}`, finding])).values()];
}

/** Compiled at first use: a project without releases does not pay for it. */
let validate: ValidateFunction<Release> | undefined;

function compile(): ValidateFunction<Release> {
  const ajv = new Ajv({ allErrors: true, verbose: true, allowUnionTypes: true });
  ajv.addFormat('date-time', isOnTheCalendar);
  return ajv.compile<Release>(schema);
}

/** JavaScript reads 30 February as a day in March; here it is refused. */
function isOnTheCalendar(text: string): boolean {
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 19) === text.slice(0, 19);
}

/** What the schema says of a value: `title` completes "must be …", `description` is the advice. */
interface Described {
  readonly title?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, unknown>>;
}

function explain(error: ErrorObject, at: Place): Finding {
  const {
    title = 'as the schema says',
    description = '',
    properties = {},
  } = (error.parentSchema ?? {}) as Described;
  const { missingProperty, additionalProperty } = error.params as Readonly<
    Record<string, string | undefined>
  >;
  if (missingProperty !== undefined) {
    return problem({
      rule: 'release/form',
      path: at(error.instancePath),
      message: `must have "${missingProperty}"`,
      advice: DESCRIPTIONS.get(missingProperty) ?? '',
    });
  }
  if (additionalProperty !== undefined) {
    return problem({
      rule: 'release/form',
      path: at(`${error.instancePath}${jsonPointer([additionalProperty])}`),
      message: 'must not be there',
      advice: `Remove it, or correct its name. What may be there: ${Object.keys(properties).join(', ')}.`,
    });
  }
  return problem({
    rule: 'release/form',
    path: at(error.instancePath),
    message: `must be ${title}`,
    value: shown(error.data),
    advice: description,
  });
}

const REFERENCED: Readonly<Record<string, Described>> = {
  '#/definitions/digest': schema.definitions.digest,
  '#/definitions/instant': schema.definitions.instant,
};

/** The description of each property of a release file, a record and an event. */
const DESCRIPTIONS: ReadonlyMap<string, string> = new Map(
  [schema, schema.definitions.record, schema.definitions.event].flatMap(({ properties }) =>
    Object.entries<Described & { readonly $ref?: string }>(properties).map(
      ([name, { $ref, description }]) => [name, REFERENCED[$ref ?? '']?.description ?? description ?? ''],
    ),
  ),
);
