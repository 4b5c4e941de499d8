import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { imageOutputs } from '../../../cli/releasing';
import { Failure } from '../../../operations/process';

const folder = mkdtempSync(join(tmpdir(), 'slipway-outputs-'));
const stack = join(folder, 'stacks', 'images');
mkdirSync(stack, { recursive: true });
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const DIGEST = `sha256:${'a'.repeat(64)}`;
const image = { digest: DIGEST, sourceHash: 'b'.repeat(64), platforms: ['linux/amd64'] };

/** The outputs, where Terraform prints this. */
function outputs(printed: string, code = 0) {
  const program = join(folder, 'terraform');
  writeFileSync(join(folder, 'printed'), printed);
  writeFileSync(program, `#!/bin/sh\ncat '${join(folder, 'printed')}'\nexit ${code}\n`);
  chmodSync(program, 0o755);
  return imageOutputs(folder, { ...process.env, TERRAFORM_BINARY_NAME: program });
}

test("each image that was built is in the outputs of Terraform's state", async () => {
  expect([...(await outputs(JSON.stringify({ api: { value: image } })))]).toEqual([['api', image]]);
});

test('before the first deploy, the next step is said in place of what Terraform advises', async () => {
  const refused = outputs('Error: Backend initialization required, please run "terraform init"', 1);
  await expect(refused).rejects.toThrow('build the images first with `npx slipway deploy images`');
  await expect(refused).rejects.not.toThrow('terraform init');
});

test('what else Terraform refuses is shown', async () => {
  await expect(outputs('Error: the state is locked', 1)).rejects.toThrow('the state is locked');
});

test('what is not JSON is a failure of the program, of which nothing is quoted', async () => {
  const printed = outputs('A newer version is available!\n{}');
  await expect(printed).rejects.toThrow(Failure);
  await expect(printed).rejects.toThrow(
    `\`${join(folder, 'terraform')} output -json\` printed something that is not JSON\n→ Run it in ${stack}`,
  );
  await expect(printed).rejects.not.toThrow('newer');
});
