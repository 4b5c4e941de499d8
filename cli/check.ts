import { type Command, Option } from 'commander';
import { renderFindings } from '../core/findings';
import { countOf, visible, visibleJson } from '../core/text';
import { check, type PolicyFinding, readSource, renderSarif, type SynthSource } from '../review';
import { EXIT } from './exit-codes';
import { outputOption } from './options';
import { tellIfOutdated } from './project';
import { judgeOwnPolicies } from './reviewing';

const FORMATS = {
  text: renderText,
  json: visibleJson,
  sarif: renderSarif,
} as const satisfies Readonly<Record<string, (findings: readonly PolicyFinding[]) => string>>;

interface CheckCommandOptions {
  readonly output: string;
  readonly plan?: readonly string[];
  readonly format: keyof typeof FORMATS;
  readonly json?: true;
}

/** `slipway check`: judges the last synth by policies. */
export function addCheck(command: Command): void {
  command
    .addOption(outputOption())
    .addHelpText('after', '\n`slipway check <folder>` is the same as `slipway check --output <folder>`.')
    .addOption(
      new Option('-f, --format <format>', 'the output format').choices(Object.keys(FORMATS)).default('text'),
    )
    .option('--plan <files...>', 'judge what Terraform plans in JSON make, in place of a synth')
    .option('--json', 'the same as --format json')
    .action(async (given: string | undefined, { output, plan, format, json }: CheckCommandOptions) => {
      const folder = given ?? output;
      if (plan === undefined) tellIfOutdated(folder, process.cwd());
      const source: SynthSource = plan === undefined ? folder : { plans: plan, side: 'after' };
      const synth = readSource(source);
      const own = await judgeOwnPolicies({ project: process.cwd(), after: source }, process.env);
      const findings = check(synth, own);
      process.stdout.write(FORMATS[json === true ? 'json' : format](findings));
      if (findings.some(isViolation)) process.exitCode = EXIT.failed;
    });
}

function isViolation({ severity, allowed }: PolicyFinding): boolean {
  return severity === 'error' && allowed === undefined;
}

function renderText(findings: readonly PolicyFinding[]): string {
  const open = findings.filter(({ allowed }) => allowed === undefined);
  const allowed = findings.filter((finding) => finding.allowed !== undefined);
  return [
    `${countOf(open.length, 'policy finding')}, ${countOf(open.filter(isViolation).length, 'error')}.`,
    ...(open.length === 0 ? [] : [renderFindings(open)]),
    ...allowed.map(({ rule, path, allowed: reason = '' }) =>
      visible(`  allowed: ${path} [${rule}]: ${reason}`),
    ),
    '',
  ].join('\n');
}
