import type { Command } from 'commander';
import { checkImageReference, parseImageReference } from '../constructs/image-build';
import { writeAtomically } from '../core/files';
import { type Finding, problem, refuseIfAny } from '../core/findings';
import { prebuiltOf, type Service } from '../model';
import { digestOfTag, type RegistryOptions } from '../operations/registry';
import { EXIT } from './exit-codes';
import { findNamed, loadComposition, registryOptions } from './project';
import { print } from './terminal';
import { textOfFile } from './text-of-file';

const NOTHING_WRITTEN = 'nothing was written';

interface PinOptions {
  readonly update?: true;
  readonly dryRun?: true;
}

/** A service whose image is to be pinned. Its name as it is written, and the file that writes it. */
interface Reference {
  readonly service: string;
  /** Where it is said: `services.cache.sidecars.exporter.image`. */
  readonly path: string;
  readonly file: string | undefined;
  readonly text: string;
}

/** `slipway pin`: writes the digests of images that were built elsewhere. */
export function addPin(command: Command): void {
  command
    .option('--update', 'also ask for tags whose digest is written already')
    .option('--dry-run', `write nothing; exit code ${EXIT.changes} if a digest would be written`)
    .action(pin);
}

async function pin(names: readonly string[], { update, dryRun }: PinOptions): Promise<void> {
  const { project } = loadComposition(process.cwd());
  const references = findNamed('service', project.props.services, names).flatMap((service) =>
    referencesOf(service, update === true),
  );
  // The names must be right before anybody is asked. That the digest is missing is why one is here.
  refuseIfAny(
    references
      .flatMap(({ path, text }) => checkImageReference(text, path))
      .filter(({ rule }) => rule !== 'image/pinned' && rule !== 'image/digest'),
    NOTHING_WRITTEN,
  );

  const texts = [...new Set(references.map(({ text }) => text))];
  const options = registryOptions(project, process.env);
  const pinned = new Map(
    await Promise.all(texts.map(async (text) => [text, await pinnedTo(text, options)] as const)),
  );
  const changes = references.filter(({ text }) => pinned.get(text) !== text);
  const contents = new Map<string, string>();
  const findings = changes.flatMap((reference) => replaceIn(contents, reference, pinned.get(reference.text)));
  refuseIfAny(findings, NOTHING_WRITTEN);

  for (const { service, text } of changes) print(`${service}: ${text} → ${pinned.get(text) ?? ''}`);
  if (changes.length === 0) print('There is nothing to pin.');
  else if (dryRun === true) process.exitCode = EXIT.changes;
  else for (const [file, content] of contents) writeAtomically(file, content);
}

/** What is to be pinned of a service. */
function referencesOf(service: Service, update: boolean): readonly Reference[] {
  const { name, file } = service;
  return prebuiltOf(service).flatMap(({ image: { reference: text }, path }) => {
    const { tag, digest } = parseImageReference(text);
    // A digest without a tag is pinned to nothing that could move.
    if (digest !== undefined && (!update || tag === undefined)) return [];
    return [{ service: name, path, file, text }];
  });
}

/** A name with the digest that its tag points to now; undefined if the registry has no such tag. */
async function pinnedTo(text: string, options: RegistryOptions): Promise<string | undefined> {
  const { repository, tag = 'latest' } = parseImageReference(text);
  const digest = await digestOfTag(repository, tag, options);
  return digest === undefined ? undefined : `${repository}:${tag}@${digest}`;
}

/** Replaces the name in every literal of the service's file that has exactly this text. */
function replaceIn(
  contents: Map<string, string>,
  { path, file, text }: Reference,
  pinned: string | undefined,
): readonly Finding[] {
  if (pinned === undefined) return [noSuchTag(path, text)];
  const original = file === undefined ? '' : textOfFile(file);
  const quotes = ["'", '"', '`'].filter((quote) => original.includes(`${quote}${text}${quote}`));
  if (file === undefined || quotes.length === 0) return [noLiteral(path, text, pinned)];
  contents.set(
    file,
    quotes.reduce(
      (content, quote) => content.replaceAll(`${quote}${text}${quote}`, `${quote}${pinned}${quote}`),
      contents.get(file) ?? original,
    ),
  );
  return [];
}

function noLiteral(path: string, text: string, pinned: string): Finding {
  return problem({
    rule: 'pin/literal',
    path,
    message: "must be written as one text in the service's own file, to be replaced",
    value: JSON.stringify(text),
    advice: `Write prebuilt('${pinned}') yourself.`,
  });
}

function noSuchTag(path: string, text: string): Finding {
  return problem({
    rule: 'pin/tag',
    path,
    message: 'must name a tag that the registry has',
    value: JSON.stringify(text),
    advice: 'Check the spelling of the name and of the tag.',
  });
}
