import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { parseImageReference } from '../constructs/image-build';
import { writeAtomically } from '../core/files';
import { type Finding, problem, refuseIfAny } from '../core/findings';
import type { Service } from '../model';
import { digestOfTag } from '../operations/registry';
import { EXIT } from './exit-codes';
import { findByName, loadComposition, registryOptions } from './project';

interface PinOptions {
  readonly update?: true;
  readonly dryRun?: true;
}

/** An image's name, in the file that gives it. */
interface Reference {
  readonly service: string;
  readonly file: string | undefined;
  readonly text: string;
}

/** A name with the digest that its tag points to now. */
interface Pinned extends Reference {
  readonly pinned: string;
}

/** `slipway pin`: writes the digests of images that were built elsewhere. */
export function addPin(program: Command): void {
  program
    .command('pin [service...]')
    .description('ask the registries what the tags of prebuilt images point to, and write the digests')
    .option('--update', 'also ask for tags whose digest is written already')
    .option('--dry-run', `write nothing; exit code ${EXIT.changes} if a digest would be written`)
    .action(pin);
}

async function pin(names: readonly string[], { update, dryRun }: PinOptions): Promise<void> {
  const { project } = loadComposition(process.cwd());
  const all = project.props.services;
  const services = names.length === 0 ? all : names.map((name) => findByName('service', all, name));
  const references = services.flatMap((service) => referenceOf(service, update === true));
  const { credentials } = registryOptions(project, process.env);
  const answers = await Promise.all(
    references.map(async (reference) => {
      const { repository, tag = 'latest' } = parseImageReference(reference.text);
      const digest = await digestOfTag(repository, tag, { credentials });
      return digest === undefined
        ? noSuchTag(reference)
        : { ...reference, pinned: `${repository}:${tag}@${digest}` };
    }),
  );
  const findings: Finding[] = answers.filter((answer) => 'rule' in answer);
  const changes = answers
    .filter((answer) => 'pinned' in answer)
    .filter(({ text, pinned }) => text !== pinned);
  const contents = new Map<string, string>();
  for (const change of changes) findings.push(...replaceIn(contents, change));
  refuseIfAny(findings, 'nothing was written');

  for (const { service, text, pinned } of changes) process.stdout.write(`${service}: ${text} → ${pinned}\n`);
  if (changes.length === 0) process.stdout.write('There is nothing to pin.\n');
  else if (dryRun === true) process.exitCode = EXIT.changes;
  else for (const [file, content] of contents) writeAtomically(file, content);
}

/** The name of a service's image, where it is to be pinned. The name must say its registry: the check says how. */
function referenceOf({ name, props, file }: Service, update: boolean): readonly Reference[] {
  const { image } = props;
  if (image.kind !== 'prebuilt') return [];
  const { tag, digest } = parseImageReference(image.reference);
  // A digest without a tag is pinned to nothing that could move.
  if (digest !== undefined && (!update || tag === undefined)) return [];
  return [{ service: name, file, text: image.reference }];
}

/** Writes a digest behind the name, in every literal of the service's file that has exactly this text. */
function replaceIn(
  contents: Map<string, string>,
  { service, file, text, pinned }: Pinned,
): readonly Finding[] {
  const before = file === undefined ? '' : (contents.get(file) ?? readFileSync(file, 'utf8'));
  const after = ["'", '"', '`'].reduce(
    (content, quote) => content.replaceAll(`${quote}${text}${quote}`, `${quote}${pinned}${quote}`),
    before,
  );
  if (file !== undefined && after !== before) {
    contents.set(file, after);
    return [];
  }
  // Two services of one file may have had the same name: it was replaced with the first.
  if (before.includes(pinned)) return [];
  return [
    problem({
      rule: 'pin/literal',
      path: `services.${service}.image`,
      message: "must be written as one text in the service's own file, to be replaced",
      value: JSON.stringify(text),
      advice: `Write prebuilt('${pinned}') yourself.`,
    }),
  ];
}

function noSuchTag({ service, text }: Reference): Finding {
  return problem({
    rule: 'pin/tag',
    path: `services.${service}.image`,
    message: 'must name a tag that the registry has',
    value: JSON.stringify(text),
    advice: 'Check the spelling of the name and of the tag.',
  });
}
