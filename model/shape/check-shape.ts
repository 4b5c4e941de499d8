import { z } from 'zod';
import { texts } from '../../constructs/shape';
import type { Finding } from '../../core/findings';
import { Placements } from '../../placement';
import { Releases } from '../../promotion';
import { Project } from '../project';
import { environmentShape, state } from './environment';
import { findingsOf } from './findings';
import { job, service, serviceShape, shapeOfJob } from './service';

/**
 * What the compiler demands, for runners that skip types: a value that is missing or has the wrong type, or an unknown
 * name. What values mean is for the rules; they rely on what is checked here.
 */
export function checkShape(composition: unknown): readonly Finding[] {
  const whole = findingsOf(COMPOSITION, composition, 'compose(…)');
  if (whole.length > 0) return whole;
  const { project, environments } = composition as z.infer<typeof COMPOSITION>;
  const props = findingsOf(PROJECT, project.props, 'project');
  if (props.length > 0) return props;
  return [
    ...project.props.services.flatMap(({ name, props }) =>
      findingsOf(serviceShape, props, `services.${name}`),
    ),
    ...(project.props.jobs ?? []).flatMap((one) =>
      findingsOf(shapeOfJob(one), one.props, `jobs.${one.name}`),
    ),
    ...environments.flatMap((environment) =>
      findingsOf(environmentShape, environment, `environments.${String(environment['name'])}`),
    ),
  ];
}

const COMPOSITION = z.strictObject({
  project: z.instanceof(Project, { error: 'must be what project(…) gives' }),
  environments: z.array(z.looseObject({})).min(1, { error: 'must hold at least one environment' }),
  releases: z.instanceof(Releases, { error: 'must be what readReleases(…) gives' }),
  placements: z.instanceof(Placements, { error: 'must be what readPlacements(…) gives' }).optional(),
});

const PROJECT = z.strictObject({
  name: z.string(),
  root: z.string(),
  registry: z.string().optional(),
  state,
  build: z
    .strictObject({
      arguments: texts.optional(),
      platform: z.string().optional(),
      builder: z.enum(['classic', 'buildkit']).optional(),
      registryAuth: z.enum(['docker-config', 'none']).optional(),
    })
    .optional(),
  labels: texts.optional(),
  annotations: texts.optional(),
  jobs: z.array(job).optional(),
  services: z.array(service).min(1, { error: 'must hold at least one service' }),
});
