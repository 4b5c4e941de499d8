import { existsSync } from 'node:fs';
import { parseDigest } from '../../constructs/image-build';
import { IMAGES_STACK } from '../../model';
import { stackFolder, terraformCommand } from '../../operations/deployment';
import { Failure, lastLines, parsePrinted, run } from '../../operations/process';
import type { ReleaseImage } from '../../promotion';

/** The image of a service that the images stack has built. */
export type BuiltImage = Pick<ReleaseImage, 'digest' | 'sourceHash' | 'platforms'>;

const TIMEOUT_MS = 120_000;
/** What Terraform and OpenTofu say before their `init`, with advice for who has no Slipway. */
const NOT_SET_UP = /Backend initialization required|Required plugins are not installed/;

/**
 * Service → the image that the last apply of the images stack built, from Terraform's state.
 * @param output the folder that the synth was written to
 * @throws Failure where the stack was not applied, or its state cannot be read
 */
export async function imageOutputs(
  output: string,
  env: NodeJS.ProcessEnv,
): Promise<ReadonlyMap<string, BuiltImage>> {
  const { folder } = stackFolder(output, IMAGES_STACK);
  if (!existsSync(folder))
    throw new Failure(`${folder} does not exist: build the images first with \`npx slipway deploy images\``);
  const command = terraformCommand(env);
  const {
    code,
    stdout,
    output: text,
  } = await run(command, ['output', '-json', '-no-color'], {
    cwd: folder,
    env: { ...env, CHECKPOINT_DISABLE: '1', TF_IN_AUTOMATION: '1' },
    timeoutMs: TIMEOUT_MS,
  });
  if (code !== 0) {
    throw new Failure(
      NOT_SET_UP.test(text)
        ? 'the images stack was not set up here: build the images first with `npx slipway deploy images`'
        : `cannot read the state of the images stack; \`npx slipway deploy images\` prepares it:\n${lastLines(text, 15)}`,
    );
  }
  const images = imagesIn(parsePrinted(stdout, `${command} output -json`, folder) as Outputs);
  if (images.size > 0) return images;
  throw new Failure(
    'the images stack has no outputs yet: build the images first with `npx slipway deploy images`',
  );
}

/** What `terraform output -json` prints for the images stack. */
type Outputs = Readonly<Record<string, { readonly value: BuiltImage }>>;

function imagesIn(outputs: Outputs): ReadonlyMap<string, BuiltImage> {
  return new Map(
    Object.entries(outputs).map(([service, { value }]) => {
      const { digest, sourceHash, platforms } = value;
      return [service, { digest: parseDigest(digest, `outputs.${service}.digest`), sourceHash, platforms }];
    }),
  );
}
