import { size } from '../../shape';
import type { ApiServer, Egress } from '../egress';
import type { Endpoint } from '../endpoint';
import { ExternalEndpoint } from '../external-endpoint';
import { type PodFieldPath, RESOURCE_FIELDS } from '../field-reference';
import { ForeignService } from '../foreign-service';
import type { IngressController, IngressSpec, PublicPort } from '../ingress';
import type { Word } from '../interpolated';
import { type PortSpec, PROTOCOLS } from '../port';
import type { PortNumber } from '../port-number';
import type { EnvValue, Target } from '../target';
import type { Tls } from '../tls';
import { hostPort } from './security';
import { named, number, text, texts } from './values';
import { z } from '../../../core/zod';

export const port: z.ZodType<number | PortSpec> = z.union(
  [
    z.number(),
    z.strictObject({
      container: z.number(),
      service: z.number().optional(),
      protocol: z.enum(PROTOCOLS).optional(),
      hostPort: hostPort.optional(),
    }),
  ],
  { error: 'must be a number, or { container, service, protocol, hostPort }' },
);

const endpoint: z.ZodType<Endpoint> = z.looseObject({
  kind: z.literal('workload'),
  workload: z.string(),
  port: z.string(),
  number: z.number(),
});

/** What can be connected to and that is not of this project. */
export const outsideTargets = [
  z.instanceof(ExternalEndpoint).refine((value) => EXTERNAL.safeParse(value).success, {
    error: 'must be external(…) with a name, a port and a list of networks',
  }),
  z.instanceof(ForeignService).refine((value) => FOREIGN.safeParse(value).success, {
    error: 'must be inNamespace(…).service(…) with a name, a number and the labels of its pods',
  }),
] as const;

const EXTERNAL = z.looseObject({ server: text, number, networks: texts.optional() });

const FOREIGN = z.looseObject({
  service: text,
  namespace: text,
  number,
  container: number,
  podLabels: named(text),
});

export const target: z.ZodType<Target> = z.union([endpoint, ...outsideTargets], {
  error: 'must be database.endpoint(…), external(…) or inNamespace(…).service(…)',
});

const POD_FIELD =
  /^(metadata\.(name|namespace|uid|(labels|annotations)\['[^']+'\])|spec\.(nodeName|serviceAccountName)|status\.(host|pod)IPs?)$/;

const podField = z.strictObject({
  kind: z.literal('pod-field'),
  path: z.custom<PodFieldPath>((path) => typeof path === 'string' && POD_FIELD.test(path)),
});

const resourceField = z.strictObject({
  kind: z.literal('resource-field'),
  path: z.enum(RESOURCE_FIELDS),
  divisor: z.string().optional(),
});

/** Text, or text with addresses of such targets in it. */
export function envValue<T>(of: z.ZodType<T>): z.ZodType<EnvValue<T>> {
  const part = z.strictObject({ target: of, as: z.enum(['address', 'host', 'port']) });
  return z.union(
    [
      z.string(),
      z.strictObject({
        kind: z.literal('interpolated'),
        parts: z.array(z.union([z.string(), part, variablePart])).readonly(),
      }),
      podField,
      resourceField,
    ],
    { error: 'must be text, text with addresses (database.address(…), interpolate`…`), or podField(…)' },
  );
}

const variablePart = z.strictObject({ variable: z.string() });

/** The words of a command, which connect to nothing. */
export const words: z.ZodType<readonly Word[]> = z
  .array(
    z.union(
      [
        z.string(),
        z.strictObject({
          kind: z.literal('interpolated'),
          parts: z.array(z.union([z.string(), variablePart])).readonly(),
        }),
      ],
      {
        error:
          "must be text, or text with variables: variable('POD_IP'), interpolate`--ip=${variable('POD_IP')}`",
      },
    ),
  )
  .readonly();

const portNumber: z.ZodType<PortNumber> = z.union([
  z.number(),
  z.strictObject({ number: z.number(), protocol: z.literal('UDP') }),
  z.strictObject({ number: z.number(), protocol: z.literal('SCTP') }),
]);

export const apiServerPlace: z.ZodType<ApiServer> = z.strictObject({
  networks: texts,
  ports: z.array(number).readonly().optional(),
});

export const egress: z.ZodType<readonly Egress[]> = z
  .array(
    z.discriminatedUnion(
      'kind',
      [
        z.strictObject({ kind: z.literal('internet'), ports: z.array(portNumber).readonly() }),
        z.strictObject({
          kind: z.literal('network'),
          network: z.string(),
          ports: z.array(portNumber).readonly(),
        }),
        z.strictObject({
          kind: z.literal('api-server'),
          at: apiServerPlace.optional(),
        }),
      ],
      { error: 'must be internet(…), cidr(…) or apiServer()' },
    ),
    {
      error:
        'must be a list of internet(…), cidr(…) and apiServer(); what the process is to find by variables goes into connectsTo',
    },
  )
  .readonly();

export const tls: z.ZodType<Tls> = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('cert-manager'), clusterIssuer: text }),
    z.strictObject({ kind: z.literal('existing-certificate'), secretName: text }),
    z.strictObject({ kind: z.literal('plain-http'), reason: text }),
  ],
  { error: 'must be certManager(…), existingCertificate(…) or plainHttp(…)' },
);

const controller: z.ZodType<IngressController> = z.enum(['ingress-nginx', 'nginx-inc'], {
  error: "must be 'ingress-nginx' or 'nginx-inc'",
});

/** Which IP families a Service has, in the words of Kubernetes. */
export type IpFamilies = 'single' | 'preferDualStack' | 'requireDualStack';

export const ipFamilies: z.ZodType<IpFamilies> = z.enum(['single', 'preferDualStack', 'requireDualStack'], {
  error: "must be 'single', 'preferDualStack' or 'requireDualStack'",
});

/** What of an ingress is the same for a workload wherever it is served. */
export const publicPort: z.ZodType<PublicPort> = z.custom<PublicPort>(
  (value) => PUBLIC_PORT.safeParse(value).success,
  { error: 'must be { port } or { paths: { … } }, with maxBodySize and annotations if need be' },
);

const publicOptions = { maxBodySize: size.optional(), annotations: named(text).optional() };

const PUBLIC_PORT = z.union([
  z.strictObject({ ...publicOptions, port: text }),
  z.strictObject({ ...publicOptions, paths: named(text) }),
]);

export const controllerPlace = {
  controller: controller.optional(),
  controllerNamespace: text.optional(),
  controllerNetworks: texts.optional(),
};

export const ingress: z.ZodType<IngressSpec> = z.custom<IngressSpec>(
  (value) => INGRESS.safeParse(value).success,
  { error: 'must be { port, domain, className, tls }' },
);

const INGRESS = z.looseObject({ domain: text, aliases: texts.optional(), className: text, tls });
