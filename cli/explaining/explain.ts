import { explainImage } from './explain-image';
import { explainMachine } from './explain-machine';
import { explainResource } from './explain-resource';
import { explainService } from './explain-service';
import { explainWorkload } from './explain-workload';
import type { Explainer } from './explainer';
import type { Explanation } from './explanation';
import type { ExplainTarget } from './explain-target';

/** Why a thing is as it is. @param environment for a service, what its next build is compared with */
export function explain(
  explainer: Explainer,
  target: ExplainTarget,
  environment?: string,
): Promise<Explanation> {
  switch (target.kind) {
    case 'service':
      return explainService(explainer.context, target.service, environment);
    case 'workload':
      return explainWorkload(explainer, target);
    case 'machine':
      return explainMachine(explainer, target);
    case 'image':
      return explainImage(explainer, target);
    case 'resource':
      return explainResource(explainer, target);
  }
}
