import { explainImage } from './explain-image';
import { explainMachine } from './explain-machine';
import { explainResource } from './explain-resource';
import { explainService } from './explain-service';
import { explainWorkload } from './explain-workload';
import type { Explainer } from './explainer';
import type { Explanation } from './explanation';
import type { Thing } from './thing';

/** Why a thing is as it is. @param environment for a service, what its next build is compared with */
export function explain(explainer: Explainer, thing: Thing, environment?: string): Promise<Explanation> {
  switch (thing.kind) {
    case 'service':
      return explainService(explainer.context, thing.service, environment);
    case 'workload':
      return explainWorkload(explainer, thing);
    case 'machine':
      return explainMachine(explainer, thing);
    case 'image':
      return explainImage(explainer, thing);
    case 'resource':
      return explainResource(explainer, thing);
  }
}
