import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { readRecord, RECORD_FILE, type SlipwayRecord } from '../core/record';
import { DeclaredLines, explain, findTarget, History, knownTargets } from './explaining';
import { outputOption } from './options';
import { compositionFile, findByName, tellIfOutdated } from './project';
import { openProject } from './releasing';
import { print, printJson } from './terminal';

interface WhyOptions {
  readonly output: string;
  readonly env?: string;
  readonly json?: true;
}

const HELP = `
A thing is
  a service      api                            what makes its next build differ from the released one
  a workload     prod/api, or a pod of it       its image, with its release events, commits and pull requests
  a machine      prod/nodes/0, or its name      its host, and why it is there
  an image       sha256:96e378…                 the services and environments that run it
  a resource     prod-services:kubernetes_deployment_v1.api
                                                the source line that declares it
It reads the checkout and its last synth. No cluster, registry or state is asked.`;

/** `slipway why`: where something comes from. */
export function addWhy(command: Command): void {
  command
    .option(
      '--env <environment>',
      'where it is; for a service, what its next build is compared with (default: the first that selects an image)',
    )
    .addOption(outputOption())
    .option('--json', 'print it as JSON')
    .addHelpText('after', HELP)
    .action(why);
}

async function why(text: string, { output, env, json }: WhyOptions): Promise<void> {
  const folder = process.cwd();
  const context = await openProject(folder, process.env);
  if (env !== undefined) findByName('environment', context.input.environments, env);
  const record = lastRecord(output);
  const target = findTarget(text, knownTargets(context.input, record), {
    environment: env,
    isSynthesised: record !== undefined,
  });
  if (target.kind === 'machine' || target.kind === 'resource') tellIfOutdated(output, folder);
  const { root } = context.input.project.props;
  const explanation = await explain(
    {
      ...{ context, root, record },
      lines: new DeclaredLines(root, compositionFile(folder) ?? ''),
      history: new History(context.repository, root),
    },
    target,
    env,
  );
  if (json === true) printJson({ kind: target.kind, ...explanation.json });
  else print(explanation.text);
}

/** Machines and addresses are known only after a synth; the rest needs none. */
function lastRecord(output: string): SlipwayRecord | undefined {
  return existsSync(join(output, RECORD_FILE)) ? readRecord(output) : undefined;
}
