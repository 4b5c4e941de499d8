import { lastLines, parsePrinted } from '../../process';
import type { StackFolder } from '../stack-folder';
import { terraformCommand } from '../terraform-program';
import { startTerraform } from './process';
import type { TerraformSettings } from './settings';
import { TerraformFailure } from './terraform-failure';

const LIMIT_MS = 2 * 60_000;

/** What `terraform show -json` says of a stack's state, or of a plan's file. @throws TerraformFailure with what it said instead. */
export async function showJson(
  stack: StackFolder,
  settings: TerraformSettings,
  ...planFile: readonly string[]
): Promise<unknown> {
  return jsonOfTerraform(stack, ['show', '-json', '-no-color', ...planFile], settings);
}

/** What a short command prints as JSON; undefined where it prints nothing. @throws Failure where it fails, or prints something else */
export async function jsonOfTerraform(
  stack: StackFolder,
  args: readonly string[],
  settings: TerraformSettings,
): Promise<unknown> {
  const printed = await outputOfTerraform(stack, args, settings);
  if (printed.trim() === '') return undefined;
  return parsePrinted(printed, [terraformCommand(settings.env), ...args].join(' '), stack.folder);
}

/** What a short command prints on its standard output. @throws TerraformFailure with what it said, when it fails or takes too long. */
export async function outputOfTerraform(
  stack: StackFolder,
  args: readonly string[],
  settings: TerraformSettings,
  limitMs = LIMIT_MS,
): Promise<string> {
  const printed: string[] = [];
  const all: string[] = [];
  const terraform = startTerraform(stack, args, settings, (line, from) => {
    all.push(line);
    if (from === 'stdout') printed.push(line);
  });
  const late = { is: false };
  const timer = setTimeout(() => {
    late.is = true;
    terraform.kill();
  }, limitMs);
  process.on('exit', terraform.kill);
  settings.end?.addEventListener('abort', terraform.kill);
  try {
    const code = await terraform.ended;
    if (code === 0) return printed.join('\n');
    const how = late.is
      ? `was ended after ${limitMs / 1000} s`
      : code === undefined
        ? 'was killed'
        : 'failed';
    throw new TerraformFailure(
      `${terraformCommand(settings.env)} ${args[0] ?? ''} ${how}:`,
      stack.name,
      [],
      lastLines(all.join('\n'), 25),
    );
  } finally {
    clearTimeout(timer);
    process.off('exit', terraform.kill);
    settings.end?.removeEventListener('abort', terraform.kill);
  }
}
