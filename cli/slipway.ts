import { Command } from 'commander';
import { addCheck } from './check';
import { addCompletion } from './completion';
import { addDeploy } from './deploy';
import { addDestroy } from './destroy';
import { addDiff } from './diff';
import { addGrow } from './grow';
import { addInit } from './init';
import { addJoin } from './join';
import { addMachines } from './machines';
import { addPin } from './pin';
import { addPlace } from './place';
import { addPromote } from './promote';
import { addReject } from './reject';
import { addRelease } from './release';
import { addReleases } from './releases';
import { addRoll } from './roll';
import { addRollback } from './rollback';
import { addStatus } from './status';
import { addSummary } from './summary';
import { reportProblems } from './terminal';
import { addVerify } from './verify';

/** Runs the command line. @param version what `--version` prints */
export async function run(argv: readonly string[], version: string): Promise<void> {
  const program = new Command('slipway')
    .description('Typed infrastructure, from physical hosts to running containers')
    .version(version);
  // The reader of the output may close it early: `slipway summary | head`.
  process.stdout.on('error', (error: NodeJS.ErrnoException) =>
    process.exit(error.code === 'EPIPE' ? process.exitCode : 1),
  );
  addInit(program);
  addSummary(program);
  addMachines(program);
  addPin(program);
  addPlace(program);
  addDiff(program);
  addCheck(program);
  addJoin(program);
  addGrow(program);
  addCompletion(program);
  addDeploy(program);
  addDestroy(program);
  addPromote(program);
  addReject(program);
  addRelease(program);
  addReleases(program);
  addRollback(program);
  addRoll(program);
  addStatus(program);
  addVerify(program);
  await reportProblems(() => program.parseAsync([...argv]));
}
