import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ENVIRONMENTS_FOLDER } from '../../core/files';
import { commitsBetween, type Repository, shortCommit } from '../../operations/git';
import { readReleases, type Releases } from '../../promotion';
import type { Mask, Promotion, Review } from '../../review';

type PromotionStep = Promotion['steps'][number];

/** Further commits are only counted. */
const MAX_COMMITS = 10;

/** Attaches to each promotion of a review the commits that it ships, where the release files and git know them. */
export async function attachCommits(
  review: Review,
  { repository, project, mask }: AttachOptions,
): Promise<Review> {
  const releases = readReleases(join(project, ENVIRONMENTS_FOLDER));
  const promotions = await Promise.all(
    review.promotions.map(async (promotion) => ({
      ...promotion,
      steps: await Promise.all(
        promotion.steps.map(async (step) => {
          const commits = await commitsOf(promotion.service, step, { releases, repository, project });
          return commits === undefined ? step : { ...step, commits: commits.map(mask.value) };
        }),
      ),
    })),
  );
  return { ...review, promotions };
}

interface AttachOptions {
  readonly repository: Repository;
  readonly project: string;
  /** The mask of the review: the subject of a commit may quote a secret. */
  readonly mask: Pick<Mask, 'value'>;
}

interface CommitSources extends Omit<AttachOptions, 'mask'> {
  readonly releases: Releases;
}

async function commitsOf(
  service: string,
  { before, after }: PromotionStep,
  { releases, repository, project }: CommitSources,
): Promise<readonly string[] | undefined> {
  const [from, to] = [commitOf(releases, service, before), commitOf(releases, service, after)];
  if (from === undefined || to === undefined) return undefined;
  const context = join(project, 'services', service);
  const path = relative(repository.top, existsSync(context) ? context : project) || '.';
  const { commits } = await commitsBetween(repository, from, to, [path]);
  if (commits === undefined) return undefined;
  const listed = commits.slice(0, MAX_COMMITS).map(({ id, subject }) => `${shortCommit(id)} ${subject}`);
  return commits.length > MAX_COMMITS ? [...listed, `and ${commits.length - MAX_COMMITS} more`] : listed;
}

/** The commit that an image was built from; undefined for a sample, which is not built from a commit. */
function commitOf(releases: Releases, service: string, digest: string | null): string | undefined {
  const records = releases.filesOf(service).flatMap(({ release }) => release?.records ?? []);
  const record = records.find((candidate) => candidate.digest === digest);
  return record?.sample === true ? undefined : record?.commit;
}
