import { type Finding, nearest, problem } from '../../../core/findings';
import type { Dockerfile } from './dockerfile';
import { stageCalled } from './resolve-dockerfile';

/**
 * What Docker demands of a Dockerfile before it builds anything: lines that it can read, a stage to begin with, and the one that is
 * asked for.
 *
 * @param path of the Dockerfile, for findings
 * @param target the stage that is built, where it is not the last one
 * @see https://docs.docker.com/reference/dockerfile/#from
 */
export function checkStages(
  { faults, first, stages }: Dockerfile,
  path: string,
  target: string | undefined,
): readonly Finding[] {
  if (faults.length > 0)
    return faults.map(({ line, message, value, advice }) =>
      problem({ rule: 'image/dockerfile', path: `${path}:${line}`, message, value, advice }),
    );
  if (stages.length === 0 || first === undefined) return [noStage(path)];
  if (first.toUpperCase() !== 'FROM') return [tooEarly(path, first)];
  // What no stage can be called is refused with the build's other options.
  if (target === undefined || !/^[\w.-]+$/.test(target)) return [];
  return stageCalled(target, stages, true) === undefined
    ? [
        unknownStage(
          path,
          target,
          stages.flatMap(({ name = [] }) => name),
        ),
      ]
    : [];
}

function noStage(path: string): Finding {
  return problem({
    rule: 'image/dockerfile',
    path,
    message: 'must have a FROM line, which says what the image starts from',
    advice: 'Begin it with FROM and an image, or with FROM scratch.',
  });
}

function tooEarly(path: string, instruction: string): Finding {
  return problem({
    rule: 'image/dockerfile',
    path,
    message: 'must begin with FROM, before which only ARG may stand',
    value: JSON.stringify(instruction.slice(0, 40)),
    advice: 'Move FROM to the top.',
  });
}

function unknownStage(path: string, target: string, names: readonly string[]): Finding {
  const meant = nearest(target, names);
  return problem({
    rule: 'image/target',
    path,
    message: 'must have the stage that is to be built',
    value: `without ${target}`,
    advice:
      names.length === 0
        ? 'Name a stage there: FROM … AS build. Or leave target out for the last one.'
        : `Its stages are ${names.join(', ')}.${meant === undefined ? '' : ` Is ${meant} meant?`} Leave target out for the last one.`,
  });
}
