import type { Command } from 'commander';
import { readRecord } from '../core/record';
import { visibleJson } from '../core/text';
import { renderSummary } from '../review';
import { outputOption } from './options';
import { tellIfOutdated } from './project';
import { bold } from './terminal';

/** `slipway summary`: what is in the last synth. */
export function addSummary(command: Command): void {
  command
    .addOption(outputOption())
    .option('--json', 'print slipway.json itself')
    .action(({ output, json }: { readonly output: string; readonly json?: true }) => {
      tellIfOutdated(output, process.cwd());
      const record = readRecord(output);
      const text = json === true ? visibleJson(record) : renderSummary(record, output, bold());
      process.stdout.write(text);
    });
}
