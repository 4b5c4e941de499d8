import { type Command, Option } from 'commander';
import { renderFindings } from '../core/findings';
import { check, type PolicyFinding, readSynth, renderSarif, shownFinding, visibleJson } from '../review';
import { EXIT } from './exit-codes';
import { judgeByOwn } from './reviewing/judge-by-own';

const FORMATS = {
  text: renderText,
  json: (findings) => `${visibleJson(JSON.stringify(findings, undefined, 2))}\n`,
  sarif: renderSarif,
} as const satisfies Readonly<Record<string, (findings: readonly PolicyFinding[]) => string>>;

interface CheckCommandOptions {
  readonly output: string;
  readonly format: keyof typeof FORMATS;
  readonly json?: true;
}

/** `slipway check`: what must never ship, judged on what was synthesised. */
export function addCheck(program: Command): void {
  program
    .command('check')
    .description('judge the last synth by policies: privileges, limits, tags, secrets, exposure, data')
    .option('-o, --output <folder>', 'the folder that was synthesised to', 'cdktf.out')
    .addOption(
      new Option('-f, --format <format>', 'how to tell it').choices(Object.keys(FORMATS)).default('text'),
    )
    .option('--json', 'the same as --format json')
    .action(async ({ output, format, json }: CheckCommandOptions) => {
      const synth = readSynth(output);
      const own = await judgeByOwn({ project: process.cwd(), after: output }, process.env);
      const findings = check(synth, own);
      process.stdout.write(FORMATS[json === true ? 'json' : format](findings));
      if (findings.some(isWrong)) process.exitCode = EXIT.failed;
    });
}

function isWrong({ severity, allowed }: PolicyFinding): boolean {
  return severity === 'error' && allowed === undefined;
}

function renderText(found: readonly PolicyFinding[]): string {
  const findings = found.map(shownFinding);
  const standing = findings.filter(({ allowed }) => allowed === undefined);
  const allowed = findings.filter((finding) => finding.allowed !== undefined);
  return [
    `${standing.length} of policy to look at, ${standing.filter(isWrong).length} of them errors.`,
    ...(standing.length === 0 ? [] : [renderFindings(standing)]),
    ...allowed.map(({ rule, path, allowed: reason = '' }) => `  allowed: ${path} [${rule}]: ${reason}`),
    '',
  ].join('\n');
}
