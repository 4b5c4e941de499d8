import type { Command } from 'commander';
import { readRecord } from '../core/record';
import { renderSummary } from '../review';
import { bold } from './style';

/** `slipway summary`: what the last synth made. */
export function addSummary(program: Command): void {
  program
    .command('summary')
    .description('say what the last synth made: services by environment, machines by host, findings, files')
    .option('-o, --output <folder>', 'the folder that was synthesised to', 'cdktf.out')
    .option('--json', 'print the record itself')
    .action(({ output, json }: { readonly output: string; readonly json?: true }) => {
      const record = readRecord(output);
      const text =
        json === true ? `${JSON.stringify(record, undefined, 2)}\n` : renderSummary(record, output, bold());
      process.stdout.write(text);
    });
}
