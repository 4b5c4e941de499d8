import { at, type Json, textOf } from '../../../core/json';
import { manifestIn } from '../../judged-block';
import type { RiskRule } from '../risk';
import { ofApplication, ofProject } from './applications-of-argo';
import type { CustomJudge } from './custom-judge';
import { ofCertificate, ofIssuer } from './certificates';
import { ofExternalSecret } from './external-secrets';
import { ofGateway } from './gateways';
import { ofAlerts, ofBackups } from './kept-by-operators';
import { ofAuthorization, ofPeerAuthentication } from './meshes';
import { ofException, ofGuard } from './refusing-policies';
import { ofRoute } from './routes-of-gateways';
import { ofTraefik } from './routes-of-traefik';
import { ofKustomization, ofRepository } from './sources-of-flux';

/** The group of the API and the kind → what judges it. */
const JUDGES: Readonly<Record<string, CustomJudge>> = {
  'admissionregistration.k8s.io/ValidatingAdmissionPolicy': ofGuard,
  'admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding': ofGuard,
  'argoproj.io/AppProject': ofProject,
  'argoproj.io/Application': ofApplication,
  'cert-manager.io/Certificate': ofCertificate,
  'cert-manager.io/ClusterIssuer': ofIssuer,
  'cert-manager.io/Issuer': ofIssuer,
  'external-secrets.io/ExternalSecret': ofExternalSecret,
  'gateway.networking.k8s.io/GRPCRoute': ofRoute,
  'gateway.networking.k8s.io/Gateway': ofGateway,
  'gateway.networking.k8s.io/HTTPRoute': ofRoute,
  'gateway.networking.k8s.io/TCPRoute': ofRoute,
  'gateway.networking.k8s.io/TLSRoute': ofRoute,
  'gateway.networking.k8s.io/UDPRoute': ofRoute,
  'kustomize.toolkit.fluxcd.io/Kustomization': ofKustomization,
  'kyverno.io/ClusterPolicy': ofGuard,
  'kyverno.io/Policy': ofGuard,
  'kyverno.io/PolicyException': ofException,
  'monitoring.coreos.com/PrometheusRule': ofAlerts,
  'security.istio.io/AuthorizationPolicy': ofAuthorization,
  'security.istio.io/PeerAuthentication': ofPeerAuthentication,
  'security.istio.io/RequestAuthentication': ofAuthorization,
  'source.toolkit.fluxcd.io/GitRepository': ofRepository,
  'source.toolkit.fluxcd.io/OCIRepository': ofRepository,
  'traefik.containo.us/IngressRoute': ofTraefik,
  'traefik.io/IngressRoute': ofTraefik,
  'velero.io/Schedule': ofBackups,
};

/** Every kind of it is a constraint that somebody defined. */
const CONSTRAINTS = 'constraints.gatekeeper.sh/';

/** What operators of a cluster are told by objects of their own kinds. */
export const customObjects: RiskRule = (context) => {
  const { before, after, withStack, action } = context.change;
  const [old, head] = [before, after].map((block) => block && manifestIn(block));
  // What leaves the state stays in the cluster, and so does what is in a stack that goes.
  if (head === undefined && (old === undefined || withStack || action === 'forget')) return [];
  const name = nameOf(head ?? old);
  if (old !== undefined && head !== undefined && nameOf(old) !== name) return [];
  const judge = name.startsWith(CONSTRAINTS) ? ofGuard : JUDGES[name];
  return judge?.({ old, head, context }) ?? [];
};

/** The version of its API says nothing of what an object means. */
function nameOf(object: Json | undefined): string {
  const [group = ''] = textOf(at(object, 'apiVersion')).split('/');
  return `${group}/${textOf(at(object, 'kind'))}`;
}
