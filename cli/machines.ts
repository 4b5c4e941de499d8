import { type Command, Option } from 'commander';
import { readRecord } from '../core/record';
import { visibleLines } from '../core/text';
import { MACHINE_FORMATS, machinesIn } from '../review';
import { outputOption } from './options';
import { findByName, tellIfOutdated } from './project';

interface MachineOptions {
  readonly output: string;
  readonly format: keyof typeof MACHINE_FORMATS;
}

/** `slipway machines`: lists the machines of the last synth, for people and for other tools. */
export function addMachines(command: Command): void {
  command
    .addOption(outputOption())
    .addOption(
      new Option('-f, --format <format>', 'the output format')
        .choices(Object.keys(MACHINE_FORMATS))
        .default('table'),
    )
    .action((environment: string | undefined, { output, format }: MachineOptions) => {
      tellIfOutdated(output, process.cwd());
      const record = readRecord(output);
      if (environment !== undefined) findByName('environment', record.environments, environment);
      process.stdout.write(visibleLines(MACHINE_FORMATS[format](machinesIn(record, environment))));
    });
}
