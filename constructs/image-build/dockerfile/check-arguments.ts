import { type Finding, nearest } from '../../../core/findings';
import { entry } from '../../../core/text';
import type { Dockerfile } from './dockerfile';

const PREDEFINED =
  /^(?:(?:https?|ftp|no|all)_proxy|(?:HTTPS?|FTP|NO|ALL)_PROXY|SOURCE_DATE_EPOCH|BUILDKIT_\w+|(?:TARGET|BUILD)(?:PLATFORM|OS|ARCH|VARIANT))$/;

/**
 * Whether Docker knows an argument without an ARG line.
 *
 * @see https://docs.docker.com/reference/dockerfile/#predefined-args
 * @example
 * isPredefinedArgument('HTTP_PROXY'); // true
 */
export function isPredefinedArgument(name: string): boolean {
  return PREDEFINED.test(name);
}

/**
 * A warning for each argument that no ARG line declares: Docker builds without it, and says so in a log that nobody reads.
 *
 * @param path of the arguments, for findings
 * @param file the path of the Dockerfile
 */
export function checkArguments(
  dockerfile: Dockerfile,
  names: readonly string[],
  path: string,
  file: string,
): readonly Finding[] {
  const declared = new Set(declaredIn(dockerfile));
  return names
    .filter((name) => !declared.has(name) && !isPredefinedArgument(name))
    .map((name) => {
      const meant = nearest(name, [...declared]);
      return {
        rule: 'image/unused-argument',
        severity: 'warning',
        path: entry(path, name),
        message: `is an argument that ${file} does not declare with ARG, so nothing uses it`,
        advice: `${meant === undefined ? known([...declared]) : `Is ${meant} meant? `}Otherwise add \`ARG ${name}\` to the stage that uses it, or take the argument out.`,
      };
    });
}

function known(declared: readonly string[]): string {
  return declared.length === 0
    ? 'It declares no argument. '
    : `It declares ${[...declared].sort().join(', ')}. `;
}

/** Every name that some ARG line declares. */
export function declaredIn({ arguments: before, stages }: Dockerfile): readonly string[] {
  const steps = [...before, ...stages.flatMap((stage) => stage.steps)];
  return steps.flatMap((step) => (step.kind === 'argument' ? step.name : []));
}
