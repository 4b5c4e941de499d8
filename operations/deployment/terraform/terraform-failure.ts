import { Failure } from '../../process';
import type { Diagnostic } from '../terraform-message';

/** Terraform did not do what it was to. Its message is what Terraform said. */
export class TerraformFailure extends Failure {
  constructor(
    what: string,
    readonly stackName: string,
    /** What Terraform said was wrong, in its order. */
    readonly errors: readonly Diagnostic[],
    /** What it printed that is no JSON: a crash, say. */
    readonly text = '',
  ) {
    super([`${stackName}: ${what}`, ...errors.map(inWords), text].filter((part) => part !== '').join('\n'));
  }
}

/** As Terraform says it to people, without frames around it. */
function inWords({ summary, detail, address }: Diagnostic): string {
  const head = `  Error: ${summary}${address === undefined ? '' : ` (${address})`}`;
  const lines = detail.split('\n').filter((line) => line.trim() !== '');
  return [head, ...lines.map((line) => `    ${line}`)].join('\n');
}
