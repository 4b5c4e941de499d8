import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, TerraformStack, Testing } from 'cdktf';
import { speedUpCdktf } from '../../stacks/faster-cdktf';

speedUpCdktf();

/** The blocks of one kind in a synthesised stack: type → name → arguments. */
type Blocks = Readonly<Record<string, Readonly<Record<string, any>>>>;

/** A synthesised stack, as Terraform reads it. */
export interface SynthesisedStack {
  readonly resource: Blocks;
  readonly data: Blocks;
  readonly variable: Readonly<Record<string, any>>;
  readonly output: Readonly<Record<string, any>>;
  readonly [block: string]: any;
}

/** What Terraform gets to read when `build` fills a stack. Validations run, as in a real synth. */
export function synth(build: (stack: TerraformStack) => void): SynthesisedStack {
  const outdir = mkdtempSync(join(tmpdir(), 'slipway-test-'));
  try {
    const stack = new TerraformStack(new App({ outdir, stackTraces: false }), 'test');
    build(stack);
    const {
      resource = {},
      data = {},
      variable = {},
      output = {},
      ...rest
    } = JSON.parse(Testing.synth(stack, true)) as Record<string, any>;
    return { resource, data, variable, output, ...rest };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
