import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Command } from 'commander';
import { writeAtomically } from '../core/files';
import { RECORD_FILE } from '../core/record';
import { MANIFEST_FILE } from '../core/synth';
import { check, type LayoutEngine, maskBetween, readSynth, renderReport, type ReportInput } from '../review';
import { outputOption } from './options';
import { tellIfOutdated } from './project';
import { compareSynths, compareSince, judgeOwnPolicies } from './reviewing';
import { print } from './terminal';

interface ReportOptions {
  readonly output: string;
  readonly base?: string;
  readonly write?: string;
}

/** `slipway report`: the last synth as one HTML file. */
export function addReport(command: Command): void {
  command
    .addOption(outputOption())
    .option('--base <ref>', 'also show what changed since this commit, or since another synthesised folder')
    .option('--write <file>', 'the file to write (default: report.html in the folder of the synth)')
    .addHelpText('after', HELP)
    .action(async ({ output, base, write = join(output, 'report.html') }: ReportOptions) => {
      tellIfOutdated(output, process.cwd());
      const input = base === undefined ? await inputOf(output) : await inputSince(base, output);
      writeAtomically(write, renderReport(input, await graphviz()));
      print(`Report: ${write} (open it in a browser)`);
    });
}

const HELP = `
The file needs no network and no server. Its address opens it at a thing: report.html#env=prod&thing=workload:web.`;

async function inputOf(output: string): Promise<ReportInput> {
  const synth = readSynth(output);
  const own = await judgeOwnPolicies({ project: process.cwd(), after: output }, process.env);
  const mask = maskBetween(synth, synth);
  return { synth, mask, findings: check(synth, { ...own, mask }) };
}

/** @param base a synthesised folder, or what git knows as a commit */
async function inputSince(base: string, output: string): Promise<ReportInput> {
  const project = process.cwd();
  const isFolder = [RECORD_FILE, MANIFEST_FILE].some((file) => existsSync(join(base, file)));
  const { review, mask, head } = isFolder
    ? await compareSynths(project, base, output)
    : await compareSince(base, { project, env: process.env, head: output });
  const name = isFolder ? basename(base) : base;
  return { synth: head, mask, findings: review.findings, base: { name, review } };
}

/** Graphviz, compiled to WebAssembly: it needs no program on this machine. Loaded here, since nothing else needs it. */
async function graphviz(): Promise<LayoutEngine> {
  const { instance } = await import('@viz-js/viz');
  const viz = await instance();
  return (dot) => {
    const laidOut = viz.render(dot, { engine: 'dot', format: 'json0' });
    if (laidOut.status === 'success') return laidOut.output;
    throw new Error(`Graphviz laid nothing out: ${laidOut.errors.map(({ message }) => message).join('; ')}`);
  };
}
