import { join } from 'node:path';
import { declaredSlots, fleetOf, machinesStack } from '../../model';
import { alternativesOf, type Alternative, emptyPlacement, Placements, slotId } from '../../placement';
import { columns } from '../../review';
import { tryGit } from '../../operations/git';
import { findByName } from '../project';
import { shortDigest } from '../../core/text';
import { sourceLineText } from './declared-line';
import type { Explainer } from './explainer';
import { type Explanation, indented } from './explanation';
import { machineIn } from './known-targets';
import { linesOf } from './lines-of';
import { type LineOrigin, lineOriginText } from './origin';
import type { ExplainTarget } from './explain-target';

/** Why a machine runs on its host. */
interface HostChoice {
  /** `environment`: its declaration says so; `placement`: `slipway place` chose it; `none`: it has no place yet. */
  readonly by: 'environment' | 'placement' | 'none';
  readonly host: string | null;
  /** The line that says so. */
  readonly at?: string;
  /** Where that line comes from. */
  readonly written?: LineOrigin;
  /** Where it was before that line; null where it was not placed before. Missing where that is not known. */
  readonly from?: string | null;
  /** What rules out the other hosts. */
  readonly others: readonly Alternative[];
}

/** The host of a machine, why it is there, and the image that it runs. */
export async function explainMachine(
  explainer: Explainer,
  { environment: name, pool, slot }: ExplainTarget & { readonly kind: 'machine' },
): Promise<Explanation> {
  const { record } = explainer;
  const machine = machineIn(record, name, pool, slot);
  const place = await placeOf(explainer, name, pool, slot);
  const image = await imageOf(explainer, name, pool, slot);
  const id = slotId(pool, slot);
  const facts = machine === undefined ? {} : { name: machine.name, address: machine.address };
  return {
    json: {
      ...{ environment: name, pool, slot },
      ...facts,
      ...(machine === undefined
        ? {}
        : { stack: machinesStack({ name }, machine.host), resource: machine.terraformAddress }),
      place,
      image,
    },
    text: [
      [machine?.name, `${id} in ${name}`, machine?.address].filter((text) => text !== undefined).join(', '),
      ...placeLines(place, name),
      `It runs the image ${image.name} (${shortDigest(image.digest)})${image.at === undefined ? ', that of its pool' : `, recorded at ${image.at}`}`,
      ...originLine(image.written),
    ].join('\n'),
  };
}

async function placeOf(explainer: Explainer, name: string, pool: string, slot: string): Promise<HostChoice> {
  const { context, lines, root, history } = explainer;
  const environment = findByName('environment', context.input.environments, name);
  const { placements = Placements.of([]) } = context.input;
  const { placement = emptyPlacement(name) } = placements.find(name) ?? {};
  const id = slotId(pool, slot);
  const props = environment.pools[pool];
  const given = props && declaredSlots(props).find(({ key }) => key === slot)?.host;
  if (given !== undefined) {
    const line =
      lines.inEnvironment(name, ['pools', pool, 'slots', slot]) ?? lines.named(environment.file, name);
    return {
      by: 'environment',
      host: given,
      at: line && sourceLineText(line),
      written: line && (await history.ofLine(line)),
      others: [],
    };
  }
  const host = placement.slots[id];
  if (host === undefined) return { by: 'none', host: null, others: [] };
  const file = placements.pathOf(name);
  const line = { file, line: lineOf(join(root, file), 'slots', id) };
  const written = await history.ofLine(line);
  const from = written.origin && (await hostBefore(explainer, written.origin.id, file, id));
  return {
    by: 'placement',
    host,
    at: sourceLineText(line),
    written,
    from,
    others: alternativesOf(fleetOf(environment), placement, id),
  };
}

async function imageOf({ context, root, history }: Explainer, name: string, pool: string, slot: string) {
  const environment = findByName('environment', context.input.environments, name);
  const { placements = Placements.of([]) } = context.input;
  const { pins = {}, images = {} } = placements.find(name)?.placement ?? {};
  const id = slotId(pool, slot);
  const own = environment.pools[pool]?.image;
  const pin = pins[id];
  if (pin === undefined) return { name: own?.name ?? '', digest: own?.digest ?? '' };
  const file = placements.pathOf(name);
  const line = { file, line: lineOf(join(root, file), 'pins', id) };
  return {
    name: images[pin]?.name ?? '',
    digest: pin,
    at: sourceLineText(line),
    written: await history.ofLine(line),
  };
}

/** Where a placement file, which has a line for each slot, says something of one. */
function lineOf(path: string, section: 'slots' | 'pins', slot: string): number | undefined {
  const lines = linesOf(path);
  const start = lines.findIndex((line) => line.trimStart().startsWith(`"${section}"`));
  const found = lines.findIndex(
    (line, index) => start >= 0 && index > start && line.trimStart().startsWith(`${JSON.stringify(slot)}:`),
  );
  return found < 0 ? undefined : found + 1;
}

/** The host that a slot had before a commit; null where it had none, undefined where git cannot say. */
async function hostBefore(
  { context }: Explainer,
  commit: string,
  file: string,
  slot: string,
): Promise<string | null | undefined> {
  const { repository } = context;
  if (repository === undefined || repository.isShallow) return undefined;
  const path = context.inRepository(join(context.input.project.props.root, file));
  const { code, stdout } = await tryGit(repository, ['show', `${commit}^:${path}`]);
  if (code !== 0) return null;
  try {
    const { slots } = JSON.parse(stdout) as { readonly slots?: Readonly<Record<string, unknown>> };
    const host = slots?.[slot];
    return typeof host === 'string' ? host : null;
  } catch {
    return undefined;
  }
}

function placeLines(
  { by, host, at, written, from, others }: HostChoice,
  environment: string,
): readonly string[] {
  if (by === 'none') return [`It has no host yet: \`npx slipway place ${environment}\` finds one.`];
  if (by === 'environment')
    return [
      `It runs on ${host ?? ''}, as ${at ?? `the environment ${environment}`} says`,
      ...originLine(written),
    ];
  const how =
    from === undefined || from === host
      ? `\`slipway place\` chose it (${at ?? ''})`
      : from === null
        ? `\`slipway place\` chose it for the new slot (${at ?? ''})`
        : `\`slipway place\` moved it there from ${from} (${at ?? ''})`;
  return [
    `It runs on ${host ?? ''}: ${how}`,
    ...originLine(written),
    ...(others.length === 0
      ? [`${environment} has no other host.`]
      : ['The other hosts, by the rules of today:']),
    ...columns(others.map((other) => [other.host, other.reason])).map(indented),
  ];
}

function originLine(written: LineOrigin | undefined): readonly string[] {
  const text = written && lineOriginText(written);
  return text === undefined ? [] : [`  ${text}`];
}
