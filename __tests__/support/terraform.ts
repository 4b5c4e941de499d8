import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { handedOver } from './terraform-handover';
import { type ProviderName, reasonToSkip } from './terraform-providers';
import { runTerraform } from './terraform-run';

const TEST_LIMIT_MS = 150_000;

/** A test that needs Terraform with these providers; where it lacks one, a skipped test whose name says so. */
export function withProviders(names: readonly ProviderName[], title: string, run: () => Promise<void>): void {
  const reason = reasonToSkip(names, handedOver().missing);
  if (reason === undefined) test(title, run, TEST_LIMIT_MS);
  else test.skip(`${title}, skipped: ${reason}`, run);
}

/**
 * What the real Terraform has to say against a synthesised stack, each problem in words that need no look into the
 * files; nothing when it accepts the stack. The stack is either what `synth()` returns or a folder such as
 * `cdktf.out/stacks/<name>`. Terraform works on a copy and leaves the stack's backend alone.
 */
export async function objectionsTo(stack: object | string): Promise<readonly string[]> {
  return inCopyOf(stack, async (folder) => {
    const trouble = await initialise(folder);
    if (trouble !== undefined) return [trouble];
    const { code, stdout, stderr } = await runTerraform(folder, ['validate', '-json', '-no-color']);
    if (code === undefined) return ['terraform validate was ended at its time limit'];
    if (stdout === '') return [`terraform validate said nothing that can be read:\n${stderr}`];
    return (JSON.parse(stdout) as { readonly diagnostics: readonly Diagnostic[] }).diagnostics.map(inWords);
  });
}

/**
 * What Terraform has to say against any of several stacks, by `objectionsTo`. Each becomes a module of one configuration, so that
 * the provider starts, and tells its schema, once: a third of the time of a run for each.
 */
export async function objectionsToAny(stacks: readonly object[]): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-stacks-'));
  try {
    const variable: Record<string, object> = {};
    const module = Object.fromEntries(
      stacks.map((stack, index) => {
        const name = `stack${index}`;
        const { terraform, ...rest } = withoutEmptyBlocks(stack) as ModuleBlocks;
        mkdirSync(join(folder, name));
        const blocks = { ...rest, terraform: { ...terraform, backend: undefined } };
        writeFileSync(join(folder, name, 'cdk.tf.json'), JSON.stringify(blocks, undefined, 2));
        const given = Object.entries(rest.variable ?? {}).map(
          ([argument, { type, ephemeral, sensitive }]) => {
            variable[`${name}_${argument}`] = { type, ephemeral, sensitive };
            return [argument, `\${var.${name}_${argument}}`] as const;
          },
        );
        return [name, { source: `./${name}`, ...Object.fromEntries(given) }];
      }),
    );
    writeFileSync(join(folder, 'cdk.tf.json'), JSON.stringify(withoutEmptyBlocks({ module, variable })));
    return await objectionsTo(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What only the root module may have, or must give. */
interface ModuleBlocks {
  readonly terraform?: object;
  readonly variable?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** What Terraform prints as JSON when it runs this command on a stack; fails when Terraform does. */
export async function terraformJson(
  stack: object | string,
  ...commands: readonly (readonly string[])[]
): Promise<unknown> {
  return inCopyOf(stack, async (folder) => {
    const trouble = await initialise(folder);
    if (trouble !== undefined) throw new Error(trouble);
    let printed = '';
    for (const command of commands) {
      const { code, stdout, stderr } = await runTerraform(folder, command);
      if (code !== 0) throw new Error(`terraform ${command.join(' ')} failed:\n${stdout}${stderr}`);
      printed = stdout;
    }
    return JSON.parse(printed) as unknown;
  });
}

/** Prepares a folder for Terraform with the providers at hand; what went wrong, or `undefined`. */
async function initialise(folder: string): Promise<string | undefined> {
  const args = ['init', '-backend=false', '-input=false', '-no-color', `-plugin-dir=${handedOver().mirror}`];
  const { code, stdout, stderr } = await runTerraform(folder, args);
  return code === 0 ? undefined : `terraform init failed:\n${stdout}${stderr}`;
}

async function inCopyOf<T>(stack: object | string, use: (folder: string) => Promise<T>): Promise<T> {
  const copy = mkdtempSync(join(tmpdir(), 'slipway-stack-'));
  try {
    if (typeof stack === 'string') cpSync(stack, copy, { recursive: true });
    else writeFileSync(join(copy, 'cdk.tf.json'), JSON.stringify(withoutEmptyBlocks(stack), undefined, 2));
    return await use(copy);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** `synth()` gives an empty object for each kind of block that a stack has none of; Terraform refuses those. */
function withoutEmptyBlocks(stack: object): object {
  return Object.fromEntries(
    Object.entries(stack).filter(([, blocks]: [string, object]) => Object.keys(blocks).length > 0),
  );
}

/** As `terraform validate -json` prints it. */
interface Diagnostic {
  readonly severity: 'error' | 'warning';
  readonly summary: string;
  readonly detail: string;
  readonly address?: string;
  readonly range?: { readonly filename: string; readonly start: { readonly line: number } };
  readonly snippet?: { readonly context: string | null; readonly code: string };
}

function inWords({ severity, summary, detail, address, range, snippet }: Diagnostic): string {
  const place = address ?? snippet?.context ?? '';
  const line = range === undefined ? '' : `${range.filename}:${range.start.line}`;
  const where = [place, line, snippet?.code.trim() ?? ''].filter((part) => part !== '').join(' | ');
  return `${severity}: ${summary} (${where}): ${detail}`;
}
