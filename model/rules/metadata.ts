import { checkMetadata } from '../../constructs/metadata';
import type { Finding } from '../../core/findings';
import type { ResolvedComposition } from '../composition';

/** What a whole project or environment is labelled with, Kubernetes takes. That of a service is judged with its workload. */
export function metadata({ project, environments }: ResolvedComposition): readonly Finding[] {
  return [
    ...checkMetadata(project.props, 'project'),
    ...environments.flatMap((environment) => checkMetadata(environment, `environments.${environment.name}`)),
  ];
}
