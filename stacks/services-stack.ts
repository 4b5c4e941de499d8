import type { Construct } from 'constructs';
import { pinnedImage } from '../constructs/image-build';
import { Namespace, type NamespaceReference } from '../constructs/namespace';
import {
  OnDemandWorkload,
  ScheduledWorkload,
  VolumeClaims,
  Workload,
  type WorkloadSpec,
} from '../constructs/workload';
import {
  type CronJob,
  type ResolvedComposition,
  type Environment,
  type ImageIn,
  Job,
  jobEnvOf,
  namespaceOf,
  onDemandWorkloadOf,
  type RolloutOf,
  runsIn,
  scheduledWorkloadOf,
  secretRevisions,
  selectedImage,
  selectedOf,
  type Service,
  servicesStack,
  storedOf,
  workloadOf,
} from '../model';
import { definedIn } from './defining-file';
import { importRunning } from './import-running';
import { kubernetesProvider } from './kubernetes-provider';
import { inEnvironment, ProjectStack } from './project-stack';

/**
 * The workloads of an environment: every service whose image is pinned, by a release or by itself. Of the others, the storage: a
 * release file that is lost must not take the data with it.
 *
 * @example
 * const app = new App();
 * compose(app, composition);
 * const services = app.node.findChild('prod-services') as ServicesStack;
 * services.node.tryFindChild('api'); // the Workload, once a release selects an image of `api'
 */
export class ServicesStack extends ProjectStack {
  private readonly workloads = new Map<string, Workload>();

  constructor(
    scope: Construct,
    private readonly composition: ResolvedComposition,
    private readonly target: Environment,
  ) {
    const id = servicesStack(target);
    const { project } = composition;
    super(scope, id, inEnvironment(project, target, id));
    definedIn(this, target.file);
    kubernetesProvider(this, target);
    for (const service of project.props.services.filter((one) => runsIn(target, one))) {
      if (this.workload(service) === undefined) this.storage(service);
    }
    for (const job of project.props.jobs ?? []) this.job(job);
    target.extend?.(this, this.workloadsByName);
    // A service without a selected image has nothing yet that could take over what runs.
    const isLater = (name: string) =>
      project.props.services.some((one) => one.name === name && !this.workloads.has(name));
    importRunning(this, target, this.namespace.name, isLater);
  }

  /** A service's workload, after those that it connects to; undefined while no release selects a digest of it. */
  private workload(service: Service): Workload | undefined {
    const made = this.workloads.get(service.name);
    if (made !== undefined) return made;
    const spec = this.spec(service);
    if (spec === undefined) return undefined;
    const podAnnotations = { ...spec.podAnnotations, ...secretRevisions(this.target, service) };
    const workload = new Workload(this, service.name, { ...spec, podAnnotations, namespace: this.namespace });
    this.workloads.set(service.name, workload);
    return definedIn(workload, service.file);
  }

  /** What runs once for each image or on a schedule, while a release selects an image of its service. */
  private job(job: Job | CronJob): void {
    const service = job.props.of;
    const spec = this.spec(service);
    if (spec === undefined) return;
    const { namespace } = this;
    // One account for a service and its jobs: a cloud knows it by its name.
    const { serviceAccount = this.workloads.get(service.name)?.serviceAccount } = job.props;
    const where = { serviceAccount, namespace };
    const env = jobEnvOf(this.composition.project, this.target, job, this.rolloutOf);
    const made =
      job instanceof Job
        ? new OnDemandWorkload(this, job.name, { ...onDemandWorkloadOf(job, spec, env), ...where })
        : new ScheduledWorkload(this, job.name, { ...scheduledWorkloadOf(job, spec, env), ...where });
    definedIn(made, job.file);
  }

  /** What a service is here, with the image that it runs; undefined while no release selects one. */
  private spec(service: Service): WorkloadSpec | undefined {
    if (selectedImage(this.composition, this.target, service) === undefined) return undefined;
    return workloadOf(this.composition.project, this.target, service, this.imageIn, this.rolloutOf);
  }

  private readonly imageIn: ImageIn = (image) => {
    const selected = selectedOf(this.composition, this.target, image);
    if (selected === undefined)
      throw new Error('A service runs only once a release selects each of its images.');
    return pinnedImage(selected.repository, selected.digest);
  };

  private readonly rolloutOf: RolloutOf = (service) => this.workload(service)?.resource;

  private storage(service: Service): void {
    const stored = storedOf(this.composition.project, this.target, service);
    if (Object.keys(stored.volumes).length === 0) return;
    definedIn(new VolumeClaims(this, service.name, { ...stored, namespace: this.namespace }), service.file);
  }

  /** The workloads that run here, by the names of their services. */
  get workloadsByName(): Readonly<Record<string, Workload>> {
    return Object.fromEntries(this.workloads);
  }

  /** The namespace of the environment, which the base stack makes. */
  get namespace(): NamespaceReference {
    return Namespace.existing(namespaceOf(this.composition.project.name, this.target));
  }
}
