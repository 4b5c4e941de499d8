import type { Finding } from '../../core/findings';
import type { Json } from '../../core/json';
import { SECRET_IN_METADATA } from '../metadata';
import { type Check, refuseSecrets, type SecretRefusal } from './check';
import { wordText } from './interpolated';
import type { ResolvedWorkload } from './workload-spec';

const IN_A_COMMAND: SecretRefusal = {
  rule: 'workload/command-secret',
  message:
    'must not hold a secret: everyone who may look at the pods reads it, and so does every process beside it',
  advice: 'Give the process the secret as a variable or a file: `secrets`, or `files` with secretKey(…).',
};

const IN_A_PROBE: SecretRefusal = {
  rule: 'workload/probe-secret',
  message: 'must not hold a secret: everyone who may look at the pods reads it',
  advice:
    'Let the probe be answered without credentials, or have a command read them from the variables of the container.',
};

/** No secret stands in what a container runs, or in what it is asked. */
export const commandSecrets: Check = (workload, path) => {
  const { command, args, ready, live, startup, preStop, notSecrets } = workload;
  const probes = { ready, live, startup, preStop };
  return [
    // Together: what the arguments mean depends on the command that they are for.
    ...refuseSecrets(
      {
        ...(command === undefined ? {} : { command: command.map(wordText) }),
        ...(args === undefined ? {} : { args: args.map(wordText) }),
      },
      path,
      IN_A_COMMAND,
      notSecrets,
    ),
    ...Object.entries(probes).flatMap(([name, probe]) =>
      probe === undefined ? [] : refuseAll(asked(probe), `${path}.${name}`, IN_A_PROBE, notSecrets),
    ),
  ];
};

type Asked = NonNullable<ResolvedWorkload['ready' | 'live' | 'startup' | 'preStop']>;

/** The texts of a probe, or of what happens before the end. */
function asked(probe: Asked): Readonly<Record<string, Json | undefined>> {
  if (probe.kind === 'exec') return { command: [...probe.command] };
  return probe.kind === 'http-get' ? { path: probe.path, headers: probe.headers } : {};
}

/** No secret stands in the labels and annotations of what a workload makes. */
export const metadataSecrets: Check = (workload, path) => {
  const { labels, annotations, podLabels, podAnnotations, ingress, exposed, serviceAccount, notSecrets } =
    workload;
  const account =
    serviceAccount !== undefined && 'annotations' in serviceAccount ? serviceAccount.annotations : undefined;
  return [
    ...refuseAll({ labels, annotations, podLabels, podAnnotations }, path, SECRET_IN_METADATA, notSecrets),
    ...refuseAll({ annotations: ingress?.annotations }, `${path}.ingress`, SECRET_IN_METADATA, notSecrets),
    ...refuseAll({ annotations: exposed?.annotations }, `${path}.exposed`, SECRET_IN_METADATA, notSecrets),
    ...refuseAll({ annotations: account }, `${path}.serviceAccount`, SECRET_IN_METADATA, notSecrets),
  ];
};

function refuseAll(
  values: Readonly<Record<string, Json | undefined>>,
  path: string,
  refusal: SecretRefusal,
  notSecrets: ResolvedWorkload['notSecrets'],
): readonly Finding[] {
  return Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : refuseSecrets(value, `${path}.${name}`, refusal, notSecrets),
  );
}
