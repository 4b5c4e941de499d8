import { join, posix } from 'node:path';
import { refuseIfAny } from '../../core/findings';
import { SYNTH_FOLDER, readRecord } from '../../core/record';
import { type BuiltService, builtServices, type PlannedImage, resolveComposition } from '../../model';
import { type Repository, shortCommit, tryGit } from '../../operations/git';
import { Failure } from '../../operations/process';
import { type ReleaseRecord, selectedRelease } from '../../promotion';
import { columns } from '../../review';
import { type Build, type BuildDifference, buildDifferences } from '../building';
import { findByName } from '../project';
import { gitRepositoryOf, type ProjectContext } from '../releasing';
import { textOfFile } from '../text-of-file';
import { ProjectSynths } from '../reviewing';
import { shortDigest } from '../../core/text';
import { type Explanation, indented } from './explanation';

/**
 * What makes the next build of a service differ from the released one.
 * @param environment compared with what it selects. @default the first that selects an image
 */
export async function explainService(
  context: ProjectContext,
  name: string,
  environment?: string,
): Promise<Explanation> {
  const service = findByName('service', builtServices(context.input.project), name);
  const { images, unreadable } = resolveComposition(context.input);
  refuseIfAny(unreadable);
  const planned = images.get(service);
  if (planned === undefined) throw new Error(`No image was planned for ${name}, which is built here.`);
  const found = released(context, name, environment);
  const { record } = found;
  const differences =
    record.sourceHash === planned.source.hash
      ? []
      : buildDifferences(await buildAt(context, service, record), buildNow(service, planned));
  return {
    json: {
      service: name,
      environment: found.environment,
      digest: record.digest,
      commit: record.commit,
      hashes: { released: record.sourceHash, next: planned.source.hash },
      differences,
    },
    text: render(name, found.environment, record, planned, differences),
  };
}

/** What an environment selects. @throws Failure where nothing is that was built */
function released(
  { input }: ProjectContext,
  service: string,
  named: string | undefined,
): { readonly environment: string; readonly record: ReleaseRecord } {
  const environments = input.environments.map(({ name }) => name);
  const asked =
    named === undefined ? environments : [findByName('environment', input.environments, named).name];
  for (const environment of asked) {
    const record = selectedRelease(input.releases, environment, service);
    if (record !== undefined && record.sample !== true) return { environment, record };
  }
  throw new Failure(
    `${named ?? 'no environment'} selects ${named === undefined ? 'an' : 'no'} image of ${service} that was built: there is nothing to compare with. \`npx slipway why ${asked[0] ?? ''}/${service}\` says what it selects`,
  );
}

function buildNow({ props }: BuiltService, { source: { manifest } }: PlannedImage): Build {
  const path = join(props.image.context, manifest['dockerfile'] ?? 'Dockerfile');
  return { manifest, dockerfile: textOfFile(path) };
}

/** The build at the commit of a release: the project is synthesised as it was then. */
async function buildAt(
  context: ProjectContext,
  service: BuiltService,
  record: ReleaseRecord,
): Promise<Build> {
  const repository = gitRepositoryOf(context);
  await refuseUnknown(repository, record.commit);
  const synths = new ProjectSynths({
    repository,
    project: context.input.project.props.root,
    env: process.env,
  });
  const then = await synths.compare(record.commit, SYNTH_FOLDER, (folder) =>
    Promise.resolve(readRecord(join(folder, SYNTH_FOLDER)).images[service.name]),
  );
  if (then === undefined)
    throw new Failure(
      `the commit ${shortCommit(record.commit)} has no service ${service.name}: it may have had another name`,
    );
  const { manifest } = then;
  const path = posix.join(
    context.inRepository(service.props.image.context),
    manifest['dockerfile'] ?? 'Dockerfile',
  );
  const { code, stdout } = await tryGit(repository, ['show', `${record.commit}:${path}`]);
  return { manifest, dockerfile: code === 0 ? stdout : undefined };
}

async function refuseUnknown(repository: Repository, commit: string): Promise<void> {
  const { code } = await tryGit(repository, ['cat-file', '-e', `${commit}^{commit}`]);
  if (code === 0) return;
  throw new Failure(
    `the commit ${shortCommit(commit)} that the image was built from is not in this repository; ${repository.isShallow ? '`git fetch --unshallow` gets it' : '`git fetch` may get it'}`,
  );
}

function render(
  service: string,
  environment: string,
  { digest, commit, sourceHash }: ReleaseRecord,
  { source, recorded }: PlannedImage,
  differences: readonly BuildDifference[],
): string {
  const selected = `${environment} selects ${shortDigest(digest)}, built from ${shortCommit(commit)}`;
  if (sourceHash === source.hash) return `${service}: ${selected}. The source is the same.`;
  if (differences.length === 0)
    return `${service}: ${selected}. The source is the same; this version of Slipway hashes it in another way.`;
  const next =
    recorded === undefined
      ? 'The next build differs:'
      : `What differs is built, as ${shortDigest(recorded)}:`;
  return [`${service}: ${selected}. ${next}`, ...columns(differences.map(row)).map(indented)].join('\n');
}

function row({ change, kind, name, before, after }: BuildDifference): readonly string[] {
  const value =
    before !== undefined && after !== undefined ? `${before} → ${after}` : (after ?? before ?? '');
  return [change, kind, [name, value].filter((text) => text !== undefined && text !== '').join(': ')];
}
