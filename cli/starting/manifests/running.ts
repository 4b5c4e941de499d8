import { headlessName, selectorOf } from '../../../constructs/workload';
import type { ImportableKind } from '../../../model';
import type { Draft } from '../draft';
import type { RunningObject } from '../starter';
import type { KubernetesObject, ManifestContext } from './context';

/**
 * The objects for which Slipway makes one of the same kind, and whether Terraform can take each over: what Kubernetes never changes
 * must be equal already.
 */
export function runningObjects(context: ManifestContext): readonly RunningObject[] {
  return context.objects.flatMap((object) => {
    const { kind, name } = object;
    if (!isKind(kind)) return [];
    const reason = REASONS[kind](object, context);
    if (reason === undefined) return [];
    const namespace = object.input.at('metadata', 'namespace').value;
    return [
      {
        kind,
        name,
        ...(typeof namespace === 'string' ? { namespace } : {}),
        ...(reason === '' ? {} : { recreateReason: reason }),
      },
    ];
  });
}

/** Why an object must be recreated: empty if it is taken over, undefined if Slipway makes nothing in its place. */
type Reason = (object: KubernetesObject, context: ManifestContext) => string | undefined;

const REASONS: Readonly<Record<ImportableKind, Reason>> = {
  Deployment: pods,
  StatefulSet: pods,
  DaemonSet: pods,
  Service: service,
  Ingress: ({ name }, context) => {
    const draft = named(name, context);
    return draft?.props['public'] === undefined
      ? 'Slipway names an ingress after the service behind it.'
      : '';
  },
  PersistentVolumeClaim: () => undefined,
  HorizontalPodAutoscaler: ({ name }, context) => {
    const { replicas } = named(name, context)?.sizes ?? {};
    return typeof replicas === 'object'
      ? ''
      : 'Slipway names an autoscaler after the service that it scales.';
  },
  PodDisruptionBudget: ({ name }, context) => {
    const { replicas = 1 } = named(name, context)?.sizes ?? { replicas: 0 };
    return typeof replicas === 'object' || Number(replicas) > 1
      ? ''
      : 'Slipway names a budget after its service, and makes one where there are several pods.';
  },
  ServiceAccount: ({ name }, context) =>
    named(name, context)?.props['serviceAccount'] === undefined ? undefined : '',
  CronJob: () => undefined,
};

function isKind(kind: string): kind is ImportableKind {
  return Object.hasOwn(REASONS, kind);
}

function named(name: string, { drafts }: ManifestContext): Draft | undefined {
  return [...drafts.values()].find((draft) => draft.name === name);
}

function pods({ kind, name, input }: KubernetesObject, { drafts }: ManifestContext): string | undefined {
  const draft = drafts.get(`${kind}/${name}`);
  if (draft === undefined) return undefined;
  if (draft.name !== name) return `Slipway calls it ${draft.name}.`;
  const made = kindOf(draft);
  if (made !== kind) return `Slipway runs it as a ${made}.`;
  const spec = input.at('spec');
  const labels = { ...(spec.at('selector', 'matchLabels').value as object) };
  const isSelected = JSON.stringify(labels) === JSON.stringify(selectorOf(name));
  if (!isSelected)
    return `Its selector can't change, and Slipway's is ${Object.entries(selectorOf(name)).flat().join(': ')}.`;
  if (kind !== 'StatefulSet') return '';
  const isSame =
    spec.at('podManagementPolicy').value === 'Parallel' &&
    spec.at('serviceName').value === (draft.props['single'] === true ? name : headlessName(name)) &&
    spec.at('volumeClaimTemplates').items().length === 0;
  return isSame
    ? ''
    : "Its serviceName, podManagementPolicy and claims can't change, and differ here. Its data stays in the claims that it has.";
}

function kindOf({ props }: Draft): ImportableKind {
  if (props['single'] === true || props['kind'] === 'statefulSet') return 'StatefulSet';
  return props['kind'] === 'daemonSet' ? 'DaemonSet' : 'Deployment';
}

function service({ name, input }: KubernetesObject, context: ManifestContext): string | undefined {
  const draft = named(name, context);
  if (draft === undefined) return undefined;
  const type = input.at('spec', 'type').text() ?? 'ClusterIP';
  if (type !== 'ClusterIP')
    return `It is a ${type}: Slipway gives the one that clients outside reach a name of its own.`;
  const isTranslated = [...draft.ports.values()].some((port) => port.service !== port.container);
  const isHeadless = draft.props['single'] === true && !isTranslated;
  const wasHeadless = input.at('spec', 'clusterIP').value === 'None';
  if (isHeadless === wasHeadless) return '';
  return `Its clusterIP can't change: Slipway makes it ${isHeadless ? 'headless' : 'with an address'}.`;
}
