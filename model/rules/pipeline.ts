import { type Finding, problem } from '../../core/findings';
import { checkFreezes } from '../../promotion';
import { environmentsBefore } from '../after';
import type { ResolvedComposition } from '../composition';
import type { Environment } from '../environment';

/**
 * The composed environments are the stages of one pipeline, which may branch and join: one is the first, and every other comes after
 * one or several of them. An environment without its `after` would run images that nobody verified.
 */
export function promotionOrder({ environments }: ResolvedComposition): readonly Finding[] {
  const [, ...others] = environments.filter(({ after }) => after === undefined);
  return [
    ...others.map((environment) => unordered(environment, environments)),
    ...environments.flatMap((environment) => [
      ...absent(environment, environments),
      ...repeated(environment),
      ...circle(environment),
    ]),
  ];
}

function unordered({ name }: Environment, environments: readonly Environment[]): Finding {
  const first = environments.find(({ after }) => after === undefined);
  return problem({
    rule: 'promotion/first',
    path: `environments.${name}.after`,
    message: `must be given, since ${first?.name ?? ''} is the first already`,
    value: 'missing',
    advice:
      'Name the environment it comes after; or write `after: null`, if it starts a pipeline of its own.',
  });
}

function absent(environment: Environment, environments: readonly Environment[]): readonly Finding[] {
  const { name } = environment;
  return environmentsBefore(environment)
    .filter((before) => !environments.includes(before))
    .map((before) =>
      problem({
        rule: 'promotion/order',
        path: `environments.${name}.after`,
        message: 'must be one of the environments that are composed with it',
        value: before.name,
        advice: `Pass ${before.name} to compose() as well, or let ${name} come after another one.`,
      }),
    );
}

/** An environment twice in one `all` or `any` was meant to be another one. */
function repeated(environment: Environment): readonly Finding[] {
  const names = environmentsBefore(environment).map(({ name }) => name);
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))].map((name) =>
    problem({
      rule: 'promotion/order',
      path: `environments.${environment.name}.after`,
      message: 'must name each environment once',
      value: name,
      advice: 'Take it out, or write the one that was meant.',
    }),
  );
}

/** The shortest way back to the environment, if there is one. */
function circle(environment: Environment): readonly Finding[] {
  const seen = new Set<Environment>();
  let lines: readonly (readonly Environment[])[] = [[environment]];
  while (lines.length > 0) {
    const next: (readonly Environment[])[] = [];
    for (const line of lines)
      for (const before of environmentsBefore(line.at(-1) ?? environment)) {
        if (before === environment) return [comesAfterItself(line)];
        if (!seen.has(before)) next.push([...line, before]);
        seen.add(before);
      }
    lines = next;
  }
  return [];
}

function comesAfterItself(line: readonly Environment[]): Finding {
  const names = line.map(({ name }) => name);
  return problem({
    rule: 'promotion/circle',
    path: `environments.${names[0] ?? ''}.after`,
    message: 'must not lead back to the environment itself',
    value: [...names, names[0]].join(' after '),
    advice: 'Let one of them be the first.',
  });
}

/** The times of each environment are valid: its freezes, and a soak only where an environment comes before. */
export function promotionTimes({ environments }: ResolvedComposition): readonly Finding[] {
  return environments.flatMap(({ name, after, soak, freeze = [] }) => [
    ...checkFreezes(freeze, `environments.${name}.freeze`),
    ...(soak !== undefined && !after ? [nothingToSoak(name, soak.toString())] : []),
  ]);
}

function nothingToSoak(environment: string, value: string): Finding {
  return problem({
    rule: 'promotion/soak-without-before',
    path: `environments.${environment}.soak`,
    message: 'must not be given where no environment comes before',
    value,
    advice:
      'Give it to the environment that comes after this one: there it says how long images have run here.',
  });
}
