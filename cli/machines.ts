import { type Command, Option } from 'commander';
import { readRecord } from '../core/record';
import { MACHINE_FORMATS, machinesIn } from '../review';
import { named } from './named';

interface MachineOptions {
  readonly output: string;
  readonly format: keyof typeof MACHINE_FORMATS;
}

/** `slipway machines`: every machine of the last synth, for people and for other tools. */
export function addMachines(program: Command): void {
  program
    .command('machines [environment]')
    .description('list the machines, as a table, an Ansible inventory, an ssh_config or lines for /etc/hosts')
    .option('-o, --output <folder>', 'the folder that was synthesised to', 'cdktf.out')
    .addOption(
      new Option('-f, --format <format>', 'how to list them')
        .choices(Object.keys(MACHINE_FORMATS))
        .default('table'),
    )
    .action((environment: string | undefined, { output, format }: MachineOptions) => {
      const record = readRecord(output);
      if (environment !== undefined) named('environment', record.environments, environment);
      process.stdout.write(MACHINE_FORMATS[format](machinesIn(record, environment)));
    });
}
