import {
  builtAs,
  type DeclaredEnvironment,
  type Environment,
  Job,
  type Project,
  selectedImage,
} from '../../model';
import { recordedOrder, type Releases } from '../../promotion';
import type { SelectedService } from './observe-services';

/** A job, and the image that it is to run in an environment. */
interface SelectedJobRun {
  readonly job: string;
  readonly digest: string;
  /** The digests of its image, the oldest first; empty for an image that was built elsewhere. */
  readonly order: readonly string[];
  /** The Terraform address of the suspended cron job that describes it. */
  readonly address: string;
  /** Whether it runs before the rollout of other services, or after it. */
  readonly when: 'before' | 'after';
  /** The services that it waits for, and what is selected for each. */
  readonly after: readonly SelectedService[];
}

/** The jobs that a deploy runs, each with the image that is selected; without those whose service runs none. */
export function jobRuns(
  input: { readonly project: Project; readonly releases: Releases },
  environment: Pick<DeclaredEnvironment | Environment, 'name' | 'mirrors'>,
): readonly SelectedJobRun[] {
  return (input.project.props.jobs ?? []).flatMap((job) => {
    if (!(job instanceof Job)) return [];
    const { of } = job.props;
    const image = selectedImage(input, environment, of);
    if (image === undefined) return [];
    const built = builtAs(of);
    const order = built === undefined ? [] : recordedOrder(input.releases, built.name);
    const address = `kubernetes_cron_job_v1.${job.name}`;
    const { after } = job.props;
    const awaited = (after ?? []).flatMap((service) => {
      const selected = selectedImage(input, environment, service);
      return selected === undefined ? [] : [{ service: service.name, digest: selected.digest }];
    });
    const when = after === undefined ? 'before' : 'after';
    return [{ job: job.name, digest: image.digest, order, address, when, after: awaited }];
  });
}
