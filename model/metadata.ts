import { type Metadata, overlaid } from '../constructs/metadata';
import type { Environment } from './environment';
import type { Project } from './project';
import type { Service } from './service';
import type { AnyServiceSettings } from './service-settings';

/** What every object of an environment is labelled with: as the project says, or the environment where both say it. */
export function sharedMetadata({ props }: Project, environment: Environment): Required<Metadata> {
  return merged(props, environment);
}

/** What all objects of a service are labelled with beside that: as the service says, or its settings where both say it. */
export function ownMetadata({ props }: Service, settings: AnyServiceSettings): Required<Metadata> {
  return merged(props, settings);
}

/** The labels and annotations of all, the later over the earlier. */
export function merged(...given: readonly Metadata[]): Required<Metadata> {
  return {
    labels: overlaid(given.map(({ labels }) => labels)),
    annotations: overlaid(given.map(({ annotations }) => annotations)),
  };
}
