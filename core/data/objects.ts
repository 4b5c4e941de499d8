import { at, items, type Json, textOf } from '../json';
import { type Holding, NOTHING } from './holding-kind';

/** Kinds of operators that only say how something is done: their group of the API, and their names. */
const NOTHING_IN: Readonly<Record<string, RegExp>> = {
  'admissionregistration.k8s.io': /./,
  'cert-manager.io': /^(Certificate|ClusterIssuer|Issuer)$/,
  'constraints.gatekeeper.sh': /./,
  'external-secrets.io': /^((Cluster)?ExternalSecret|(Cluster)?SecretStore)$/,
  'gateway.networking.k8s.io': /./,
  'kyverno.io': /./,
  'security.istio.io': /./,
  'networking.istio.io': /./,
  'traefik.io': /./,
  'traefik.containo.us': /./,
  'keda.sh': /./,
  'velero.io': /^Schedule$/,
  'monitoring.coreos.com': /^(PodMonitor|PrometheusRule|ServiceMonitor)$/,
  'autoscaling.k8s.io': /^VerticalPodAutoscaler$/,
};

/** With this finalizer, Argo CD deletes with an application what it deployed. */
const DELETES_ALL = 'resources-finalizer.argocd.argoproj.io';

/** What is lost with an object of Kubernetes that is written as a manifest. */
export function ofObject(object: Json | undefined): Holding {
  const [group = ''] = textOf(at(object, 'apiVersion')).split('/');
  const [kind, name] = [textOf(at(object, 'kind')), textOf(at(object, 'metadata', 'name'))];
  if (kind === 'CustomResourceDefinition') return { kind: 'contents', what: `every object of ${name}` };
  if (group === 'argoproj.io' && kind === 'Application')
    return items(at(object, 'metadata', 'finalizers')).some((each) => textOf(each).startsWith(DELETES_ALL))
      ? { kind: 'contents', what: `all that the application ${name} deployed` }
      : NOTHING;
  return NOTHING_IN[group]?.test(kind) === true ? NOTHING : { kind: 'unknown' };
}
