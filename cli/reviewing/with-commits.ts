import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { commitsBetween, type Repository } from '../../operations/git';
import { readReleases, type Releases } from '../../promotion';
import type { Mask, Promotion, Review } from '../../review';

type Step = Promotion['steps'][number];

/** More commits than these are counted. */
const MOST_COMMITS = 10;

/** The review with the commits that each promotion ships, as far as release files and git know them. */
export async function withCommits(review: Review, { repository, project, mask }: Told): Promise<Review> {
  const releases = readReleases(join(project, 'environments'));
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

interface Told {
  readonly repository: Repository;
  readonly project: string;
  /** The review's: who writes the subject of a commit may quote what is secret. */
  readonly mask: Pick<Mask, 'value'>;
}

interface Surroundings extends Omit<Told, 'mask'> {
  readonly releases: Releases;
}

async function commitsOf(
  service: string,
  { before, after }: Step,
  { releases, repository, project }: Surroundings,
): Promise<readonly string[] | undefined> {
  const [from, to] = [commitOf(releases, service, before), commitOf(releases, service, after)];
  if (from === undefined || to === undefined) return undefined;
  const context = join(project, 'services', service);
  const path = relative(repository.top, existsSync(context) ? context : project) || '.';
  const { commits } = await commitsBetween(repository, from, to, [path]);
  if (commits === undefined) return undefined;
  const told = commits.slice(0, MOST_COMMITS).map(({ id, subject }) => `${id.slice(0, 8)} ${subject}`);
  return commits.length > MOST_COMMITS ? [...told, `and ${commits.length - MOST_COMMITS} more`] : told;
}

/** The commit that an image was built from; undefined for a sample, which was built from none. */
function commitOf(releases: Releases, service: string, digest: string | null): string | undefined {
  const records = releases.filesOf(service).flatMap(({ release }) => release?.records ?? []);
  const record = records.find((each) => each.digest === digest);
  return record?.sample === true ? undefined : record?.commit;
}
