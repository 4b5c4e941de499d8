import { join } from 'node:path';
import { knownTexts } from '../../constructs/not-secret';
import type { PlannedImage } from '../../model';
import { Failure, lastLines, run } from '../../operations/process';

/** A build that pulls and compiles much. */
const TIMEOUT_MS = 2 * 3_600_000;

/**
 * Builds a source anew with the program `docker`, and pushes it: nothing comes from the builder's cache, and what the Dockerfile takes
 * by tags is pulled again. Secrets are named by their variables, which docker reads.
 *
 * @throws Failure if docker does not build, or does not push
 */
export async function buildAndPush(
  { build }: PlannedImage,
  reference: string,
  env: NodeJS.ProcessEnv,
  tell: (line: string) => void,
): Promise<void> {
  const { root, context, dockerfile = 'Dockerfile', target, platform, builder, secrets = {} } = build;
  const { value: texts } = knownTexts({ ...build.sharedArguments, ...build.arguments });
  const docker = async (...args: readonly string[]): Promise<void> => {
    const buildkit = { DOCKER_BUILDKIT: builder === 'classic' ? '0' : '1' };
    const { code, output } = await run('docker', args, {
      cwd: root,
      env: { ...env, ...buildkit },
      timeoutMs: TIMEOUT_MS,
      tell,
    });
    if (code !== 0) throw new Failure(`\`docker ${args[0] ?? ''}\` failed:\n${lastLines(output, 20)}`);
  };
  await docker(
    ...['build', '--pull', '--no-cache', '--platform', platform],
    ...['--file', join(context, dockerfile), '--tag', reference],
    ...(target === undefined ? [] : ['--target', target]),
    ...Object.entries(texts).flatMap(([name, value]) => ['--build-arg', `${name}=${value}`]),
    ...Object.entries(secrets).flatMap(([id, variable]) => ['--secret', `id=${id},env=${variable}`]),
    context,
  );
  await docker('push', reference);
}
