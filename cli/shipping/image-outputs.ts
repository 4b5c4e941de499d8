import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseDigest } from '../../constructs/image-build';
import { IMAGES_STACK } from '../../model';
import { Failure, lastLines, run } from '../../operations/process';
import type { ReleaseImage } from '../../promotion';

/** What the images stack gave out for a service when it was applied. */
export type BuiltImage = Pick<ReleaseImage, 'digest' | 'sourceHash' | 'platforms'>;

const TIMEOUT_MS = 120_000;

/**
 * Service → the image that the last apply of the images stack made, as Terraform's state has it.
 * @param output the folder that was synthesised to
 * @throws Failure where it was not applied, or its state can't be read
 */
export async function imageOutputs(
  output: string,
  env: NodeJS.ProcessEnv,
): Promise<ReadonlyMap<string, BuiltImage>> {
  const folder = join(output, 'stacks', IMAGES_STACK);
  if (!existsSync(folder))
    throw new Failure(`there is no ${folder}: build with \`npx slipway deploy images\` first`);
  const {
    code,
    stdout,
    output: said,
  } = await run(env['TERRAFORM_BINARY_NAME'] ?? 'terraform', ['output', '-json', '-no-color'], {
    cwd: folder,
    env: { ...env, CHECKPOINT_DISABLE: '1', TF_IN_AUTOMATION: '1' },
    timeoutMs: TIMEOUT_MS,
  });
  if (code !== 0) {
    throw new Failure(
      `the state of the images stack can't be read; \`npx slipway deploy images\` prepares it:\n${lastLines(said, 15)}`,
    );
  }
  const images = parseOutputs(stdout);
  if (images.size > 0) return images;
  throw new Failure('the images stack has no outputs yet: build with `npx slipway deploy images` first');
}

/** Reads what `terraform output -json` prints in the images stack. */
export function parseOutputs(json: string): ReadonlyMap<string, BuiltImage> {
  const outputs = JSON.parse(json) as Readonly<Record<string, { readonly value: BuiltImage }>>;
  return new Map(
    Object.entries(outputs).map(([service, { value }]) => {
      const { digest, sourceHash, platforms } = value;
      return [service, { digest: parseDigest(digest, `outputs.${service}.digest`), sourceHash, platforms }];
    }),
  );
}
