import { knownTexts } from '../../constructs/not-secret';
import { Duration } from '../../constructs/quantities';
import { type DeclaredEnvironment, namespaceOf, type Project, publicAddress } from '../../model';
import { Failure } from '../../operations/process';
import { type ReachPods, runChecks } from '../../operations/verification';
import { tell } from '../terminal';

interface ChecksOptions {
  readonly pods: ReachPods;
  /** For how long requests are made again. @default no time */
  readonly patience?: Duration;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Runs the checks of an environment.
 * @returns what they found, as it is recorded
 * @throws Failure with what the first that fails found, and how to roll back
 */
export async function passedChecks(
  project: Project,
  environment: DeclaredEnvironment,
  { pods, patience = Duration.seconds(0), env }: ChecksOptions,
): Promise<readonly string[]> {
  const outcomes = await runChecks(knownTexts(environment.checks ?? []).value, {
    cwd: project.props.root,
    env: { ...env, ...addressesOf(project, environment) },
    pods,
    patience,
    tell,
  });
  const failed = outcomes.find(({ passed }) => !passed);
  if (failed === undefined) return outcomes.map(({ summary }) => summary);
  throw new Failure(
    [
      `A check of ${environment.name} failed, so nothing was recorded: ${failed.summary}`,
      ...(failed.details === undefined ? [] : [failed.details.replace(/^/gm, '    ')]),
      `    → Fix the cause and verify again; or roll back: npx slipway rollback ${environment.name} --reason "…"`,
    ].join('\n'),
  );
}

/** What a command needs to find the environment. */
function addressesOf(project: Project, environment: DeclaredEnvironment): Record<string, string> {
  const urls = project.props.services.flatMap((service) => {
    const url = publicAddress(environment, service);
    const name = service.name.toUpperCase().replace(/-/g, '_');
    return url === undefined ? [] : [[`SLIPWAY_URL_${name}`, url]];
  });
  return {
    SLIPWAY_ENVIRONMENT: environment.name,
    SLIPWAY_NAMESPACE: namespaceOf(project.name, environment),
    ...(Object.fromEntries(urls) as Record<string, string>),
  };
}
