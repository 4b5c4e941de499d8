import type { Construct } from 'constructs';
import type { Blueprint } from '../blueprint';
import { pinnedImage } from '../constructs/image-build';
import { Namespace } from '../constructs/namespace';
import { Workload, type WorkloadSpec } from '../constructs/workload';
import {
  backendOf,
  type Environment,
  namespaceOf,
  repositoryOf,
  type Service,
  servicesStack,
  workloadOf,
} from '../model';
import { selectedRelease } from '../promotion';
import { kubernetesProvider } from './kubernetes-provider';
import { ownedBy } from './owner';
import { ProjectStack } from './project-stack';

/** The workloads of an environment: every service that a release selects a digest of. */
export class ServicesStack extends ProjectStack {
  private readonly workloads = new Map<string, Workload>();

  constructor(
    scope: Construct,
    private readonly blueprint: Blueprint,
    private readonly target: Environment,
  ) {
    const id = servicesStack(target);
    const { project } = blueprint;
    super(scope, id, {
      backend: backendOf(target.state ?? project.props.state, project.name, id),
      environment: target.name,
    });
    kubernetesProvider(this, target);
    for (const service of project.props.services) this.workload(service);
  }

  /** A service's workload, after those that it connects to; undefined while no release selects a digest of it. */
  private workload(service: Service): Workload | undefined {
    const { project, releases } = this.blueprint;
    const made = this.workloads.get(service.name);
    const release = selectedRelease(releases, this.target.name, service.name);
    if (made !== undefined || release === undefined) return made;
    const image = pinnedImage(repositoryOf(project.props.registry, service), release.digest);
    const spec = workloadOf(project, this.target, service, image);
    const workload = new Workload(this, service.name, {
      ...spec,
      namespace: Namespace.existing(namespaceOf(project.name, this.target)),
      connectsTo: this.inOrder(service, spec),
    });
    this.workloads.set(service.name, workload);
    return ownedBy(workload, service.file);
  }

  /** The same connections, with the workload that each waits for where there is one. */
  private inOrder(service: Service, { connectsTo = {} }: WorkloadSpec): WorkloadSpec['connectsTo'] {
    return Object.fromEntries(
      Object.entries(connectsTo).map(([name, endpoint]) => {
        const port = service.props.connectsTo?.[name];
        const target = port === undefined ? undefined : this.workload(port.service);
        return [name, target?.endpoint(endpoint.port) ?? endpoint];
      }),
    );
  }
}
