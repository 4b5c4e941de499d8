import { type Finding, nearest, problem } from '../../../core/findings';
import { entry } from '../../../core/text';
import type { Mount } from './dockerfile';
import type { ResolvedStage } from './resolve-dockerfile';

/** What to do about a secret that stands where a build keeps it. */
export const GIVE_OTHERWISE =
  "If the build needs it, mount it (RUN --mount=type=secret,id=npm) and name its variable in `secrets: { npm: 'NPM_TOKEN' }`. Otherwise give it to the container when it runs.";

/**
 * An error for each secret that a build demands and nobody gives, and a warning for each that is given and never mounted.
 *
 * @param run the stages that the build runs
 * @param given the names of the secrets
 * @param path of the secrets, for findings
 * @param file the path of the Dockerfile
 * @see https://docs.docker.com/build/building/secrets/
 */
export function checkSecrets(
  run: readonly ResolvedStage[],
  given: readonly string[],
  path: string,
  file: string,
): readonly Finding[] {
  const mounts = run.flatMap((stage) => stage.mounts).filter(({ type }) => type === 'secret');
  const mounted = [...new Set(mounts.map(nameOf))];
  return [
    ...mounts
      .filter((mount) => isRequired(mount) && !given.includes(nameOf(mount)))
      .map((mount) => missing(nameOf(mount), `${file}:${mount.line}`)),
    ...given.filter((name) => !mounted.includes(name)).map((name) => unused(name, mounted, path, file)),
  ];
}

function nameOf({ options }: Mount): string {
  const target = options['target'] ?? options['dst'] ?? options['destination'] ?? '';
  return options['id'] ?? target.split('/').at(-1) ?? '';
}

/** `required`, or `required=true`. */
function isRequired({ options }: Mount): boolean {
  return options['required'] !== undefined && /^(?:|1|t|true)$/i.test(options['required']);
}

function missing(name: string, path: string): Finding {
  return problem({
    rule: 'image/secret-missing',
    path,
    message: 'must be given every secret that it requires',
    value: `without ${name}`,
    advice: `Name the environment variable that holds it where the image is built: secrets: { ${JSON.stringify(name)}: '…' }.`,
  });
}

function unused(name: string, mounted: readonly string[], path: string, file: string): Finding {
  const meant = nearest(name, mounted);
  return {
    rule: 'image/unused-secret',
    severity: 'warning',
    path: entry(path, name),
    message: `is a secret that ${file} does not mount, so nothing uses it`,
    advice: `${meant === undefined ? 'Mount it' : `Is ${meant} meant? Otherwise mount it`}: RUN --mount=type=secret,id=${name} …, or take it out.`,
  };
}
