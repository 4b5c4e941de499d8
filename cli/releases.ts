import type { Command } from 'commander';
import { groupOf, instantOf, type StageState, stageStates } from '../promotion';
import {
  commitsBetweenImages,
  openProject,
  type PlacedStage,
  type ProjectContext,
  renderPipeline,
  type ServicePipeline,
  servicesOf,
  withTheirGroups,
} from './releasing';
import { print, printJson } from './terminal';

/** `slipway releases`: what each environment selects, and what waits for it. */
export function addReleases(command: Command): void {
  command.option('--json', 'print it as JSON').action(releases);
}

async function releases(names: readonly string[], { json }: { readonly json?: true }): Promise<void> {
  const context = await openProject(process.cwd(), process.env);
  const now = instantOf(new Date());
  const pipeline = context.pipeline();
  const asked = servicesOf(context, names).map(({ name }) => name);
  // A service of a group is understood beside the others only.
  const services = servicesOf(context, withTheirGroups(pipeline, asked));
  const found = await Promise.all(
    services.map(async ({ name }): Promise<ServicePipeline> => {
      const places = stageStates(pipeline, name, now).map((place) => withCommits(context, name, place));
      return { service: name, group: groupOf(pipeline, name), places: await Promise.all(places) };
    }),
  );
  if (json === true) printJson(found);
  else print(renderPipeline(found, { mostCommits: names.length > 0 ? MANY : FEW }));
}

/** Subjects of commits that are shown for each image that waits: of a whole project, and of services that are named. */
const FEW = 3;
const MANY = 20;

/** A stage with the commits between the selected image and the one that is waiting. */
async function withCommits(
  context: ProjectContext,
  service: string,
  place: StageState,
): Promise<PlacedStage> {
  const { selected, waiting, unverified } = place;
  const next = waiting?.record ?? unverified?.record;
  if (selected === undefined || next === undefined) return place;
  return { ...place, commits: await commitsBetweenImages(context, service, selected, next) };
}
