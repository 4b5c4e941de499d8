import { type Finding, renderFindings } from '../core/findings';
import type { EnvironmentRecord, JobRecord, ServiceRecord, SlipwayRecord } from '../core/record';
import { describeAfter } from '../core/pipeline';
import { countOf, shortDigest, shortHash, visible } from '../core/text';
import { columns } from './columns';
import { groupBy } from './group-by';
import { digestWords, jobWords, leftWords, replicaWords } from './record-words';

/** How a heading looks: bold on a terminal. */
export type Emphasis = (text: string) => string;

/**
 * A synth at a glance: what runs where, how much is left on the hosts, what was found, and what to do next.
 */
export function renderSummary(
  record: SlipwayRecord,
  outdir: string,
  emphasis: Emphasis = (text) => text,
): string {
  return [
    emphasis(visible(`${record.project}: ${headline(record)}`)),
    ...servicesOf(record).flatMap(([heading, lines]) => [
      '',
      emphasis(visible(heading)),
      ...lines.map(visible),
    ]),
    ...section(emphasis, 'Machines', machinesOf(record)),
    ...section(emphasis, 'Images', imagesOf(record)),
    ...section(emphasis, `Findings: ${record.findings.length}`, findingsOf(record.findings)),
    ...section(emphasis, 'Files', [
      `  ${outdir}/stacks/<stack>/cdk.tf.json   what Terraform reads, one folder a stack`,
      `  ${outdir}/slipway.json                 what Terraform cannot say: owners, placement, source hashes`,
    ]),
    ...section(emphasis, 'Try next', tryNext(record)),
    '',
  ].join('\n');
}

function headline({ environments, stacks }: SlipwayRecord): string {
  return `${countOf(Object.keys(stacks).length, 'stack')} for ${lines(environments).join(', ')}`;
}

/** The promotion order, on one line if it is linear: `dev → staging → prod`. Where lines join, one begins: `eu and us → world`. */
function lines(environments: readonly EnvironmentRecord[]): readonly string[] {
  const from = ({ name }: EnvironmentRecord): readonly string[] => {
    const next = environments.filter(({ after }) => after === name).flatMap(from);
    return next.length === 0 ? [name] : next.map((line) => `${name} → ${line}`);
  };
  return environments
    .filter(({ after }) => typeof after !== 'string')
    .flatMap((environment) => {
      const { after } = environment;
      return after === null
        ? from(environment)
        : from(environment).map((line) => `${describeAfter(after)} → ${line}`);
    });
}

function servicesOf({ environments }: SlipwayRecord): readonly (readonly [string, readonly string[]])[] {
  const rows = environments.flatMap(rowsOf);
  const aligned = columns(rows).map((line) => `  ${line}`);
  return environments.map((environment) => [
    headingOf(environment),
    aligned.splice(0, rowsOf(environment).length),
  ]);
}

function headingOf({ name, namespace, protected: isProtected }: EnvironmentRecord): string {
  return `${name}  (namespace ${namespace}${isProtected ? ', protected' : ''})`;
}

function rowsOf({ services, jobs = {} }: EnvironmentRecord): readonly (readonly string[])[] {
  return [...Object.entries(services).map(serviceRow), ...Object.entries(jobs).map(jobRow)];
}

function jobRow([name, job]: readonly [string, JobRecord]): readonly string[] {
  return [name, digestWords(job), ...jobWords(job)];
}

function serviceRow([name, service]: readonly [string, ServiceRecord]): readonly string[] {
  return [name, digestWords(service), replicaWords(service.replicas), service.address ?? 'no port'];
}

function machinesOf({ environments }: SlipwayRecord): readonly string[] {
  const rows = environments.flatMap((environment) => {
    const slots = slotsByHost(environment);
    return Object.entries(environment.hosts).map(([host, promised]) => [
      environment.name,
      host,
      leftWords(promised),
      (slots.get(host) ?? []).join(' '),
    ]);
  });
  return columns(rows).map((line) => `  ${line}`);
}

/** Host → the slots that it runs, as `pool/slot`. */
function slotsByHost({ pools }: EnvironmentRecord): ReadonlyMap<string, readonly string[]> {
  const slots = Object.entries(pools).flatMap(([pool, members]) =>
    members.map(({ host, slot }) => ({ host, name: `${pool}/${slot}` })),
  );
  const byHost = groupBy(slots, ({ host }) => host);
  return new Map([...byHost].map(([host, own]) => [host, own.map(({ name }) => name)]));
}

function imagesOf({ images }: SlipwayRecord): readonly string[] {
  return columns(
    Object.entries(images).map(([name, { sourceHash, recorded }]) => [
      `  ${name}`,
      `source ${shortHash(sourceHash)}`,
      recorded === null ? 'to be built by the images stack' : `built: ${shortDigest(recorded)}`,
    ]),
  );
}

function findingsOf(findings: readonly Finding[]): readonly string[] {
  return findings.map((finding) => renderFindings([finding])).flatMap((text) => text.split('\n'));
}

function tryNext({ environments, images }: SlipwayRecord): readonly string[] {
  const first = environments.find(({ after }) => after === null);
  const selected = Object.values(first?.services ?? {}).filter(
    ({ digest, sample }) => digest !== null && !sample,
  );
  const unbuilt = Object.values(images).some(({ recorded }) => recorded === null);
  return columns([
    ['  npx slipway diff', 'what your changes do, the most dangerous first'],
    ['  npx slipway releases', 'what each environment selects, and what waits'],
    ...(unbuilt
      ? [
          ['  npx slipway deploy images', 'build and push what no release holds yet (needs a Docker engine)'],
          ['  npx slipway release', 'then record the digests, and select them'],
        ]
      : []),
    ...(first === undefined || selected.length === 0
      ? []
      : [[`  npx slipway deploy ${first.name}`, `ship to ${first.name} (needs its hosts and its cluster)`]]),
  ]);
}

function section(emphasis: Emphasis, heading: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', emphasis(heading), ...lines.map(visible)];
}
