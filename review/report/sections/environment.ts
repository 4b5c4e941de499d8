import { describeAfter } from '../../../core/pipeline';
import type { EnvironmentRecord } from '../../../core/record';
import { countOf, shortHash } from '../../../core/text';
import {
  type Connection,
  type HostNode,
  type MachineNode,
  type Picture,
  type PictureNode,
  nodesIn,
  type WorkloadNode,
} from '../../picture';
import { digestWords, jobWords, leftWords, replicaWords } from '../../record-words';
import type { Flag, FlagsOf } from '../flags';
import { graphOf } from '../graph-of';
import { html, type Html } from '../html';
import { type LayoutEngine, layOut } from '../layout';
import { hrefOf } from '../links';
import { svgOf } from '../svg';
import { type Row, table } from '../table';
import type { Asked } from '../variables';

interface EnvironmentSection {
  readonly environment: EnvironmentRecord;
  readonly picture: Picture;
  readonly asked: readonly Asked[];
  readonly flagsOf: FlagsOf;
  readonly engine: LayoutEngine;
}

/** An environment: its picture, and tables that say the same in words. */
export function environmentSection({
  environment,
  picture,
  asked,
  flagsOf,
  engine,
}: EnvironmentSection): Html {
  const { name, namespace, after } = environment;
  const things = nodesIn(picture);
  const link = linkTo(name, things);
  const facts = [
    `namespace ${namespace}`,
    ...(after === null ? [] : [`after ${describeAfter(after)}`]),
    ...(environment.protected ? ['protected: what holds data is not destroyed'] : []),
    countOf(picture.hosts.length, 'host'),
    countOf(picture.machines.length, 'machine'),
    countOf(picture.workloads.length, 'workload'),
  ];
  return html`<section class="view" id="env-${name}" data-env="${name}" aria-labelledby="title-${name}">
    <h2 id="title-${name}">${name}</h2>
    <p class="facts">${facts.map((fact) => html`<span>${fact}</span>`)}</p>
    ${figure(picture, engine)}
    ${table(
      'Workloads',
      ['Name', 'Kind', 'Image', 'Pods', 'Where it answers', 'Declared in'],
      picture.workloads.map((each) => workloadRow(each, flagsOf(each, environment), name)),
    )}
    ${table(
      'Connections',
      ['From', 'To', 'Ports'],
      picture.connections.map((each) => connectionRow(each, link)),
    )}
    ${table(
      'Hosts',
      ['Name', 'Rack', 'Left', 'Taken', 'Machines'],
      picture.hosts.map((host) => hostRow(host, picture.machines, name)),
    )}
    ${table(
      'Machines',
      ['Name', 'Machine', 'Host', 'Address', 'Image'],
      picture.machines.map((each) => machineRow(each, flagsOf(each, environment), link)),
    )}
    ${table('Asked for by a deploy', ['Variable', 'What it is', 'Secret', 'Stack'], asked.map(askedRow))}
  </section> `;
}

function figure(picture: Picture, engine: LayoutEngine): Html | undefined {
  const { environment, workloads, hosts } = picture;
  if (workloads.length + hosts.length === 0) return undefined;
  const graph = graphOf(picture);
  const label = `Picture of ${environment}: hosts, machines, workloads and connections. The tables below say the same.`;
  const left = graph.leftOut.length === 0 ? '' : `${graph.leftOut.join(' ')} The tables have all of them.`;
  return html`<div class="stage">
    <figure>
      <div class="scroll" role="region" aria-label="${`Picture of ${environment}`}" tabindex="0">
        ${svgOf(layOut(graph, engine), environment, label)}
      </div>
      <figcaption><span>${left}</span> <span class="zoom"></span></figcaption>
    </figure>
    <aside class="detail" aria-live="polite" aria-label="Selected">${LEGEND}</aside>
  </div> `;
}

const KINDS = [
  ['workload', 'runs in the cluster'],
  ['machine', 'a virtual machine on a host'],
  ['outside', 'outside the project'],
  ['several', 'several in one box'],
] as const;

/** What the shapes mean, where nothing is selected. */
const LEGEND = html`<h3>Select anything</h3>
  <p>
    to see what reaches it and what it connects to. An arrow is a connection that may be opened. “/” searches.
  </p>
  <ul class="legend">
    ${KINDS.map(
      ([kind, words]) =>
        html`<li>
          <svg class="key picture" width="30" height="18" aria-hidden="true">
            <g class="box ${kind}">
              <rect x="2" y="2" width="26" height="14" rx="${kind === 'outside' ? 7 : 3}" />
            </g></svg
          >${words}
        </li>`,
    )}
  </ul>`;

function linkTo(environment: string, things: ReadonlyMap<string, PictureNode>): (id: string) => Html {
  return (id) => html`<a href="${hrefOf(environment, id)}">${things.get(id)?.name ?? id}</a>`;
}

function flagged(name: Html, flags: readonly Flag[]): Html {
  const words = { changed: 'changed', waits: 'waits', finding: 'finding' } as const;
  return html`${name}${flags.map((flag) => html` <span class="flag ${flag}">${words[flag]}</span>`)}`;
}

function workloadRow(workload: WorkloadNode, flags: readonly Flag[], environment: string): Row {
  const { id, name, kind, service, job, file } = workload;
  const image = service ?? job;
  return {
    thing: id,
    flags,
    cells: [
      flagged(html`<a href="${hrefOf(environment, id)}">${name}</a>`, flags),
      kind ?? 'not released',
      image === undefined ? '' : html`<code>${digestWords(image)}</code>`,
      service === undefined
        ? job === undefined
          ? ''
          : jobWords(job).join(', ')
        : replicaWords(service.replicas),
      addressOf(service?.address ?? ''),
      html`<code>${file ?? ''}</code>`,
    ],
  };
}

/** Only what people open in a browser is a link. */
function addressOf(address: string): Html {
  return /^https?:\/\/[\w.:-]+$/.test(address)
    ? html`<a href="${address}" rel="noreferrer">${address}</a>`
    : html`<code>${address}</code>`;
}

function connectionRow({ from, to, ports }: Connection, link: (id: string) => Html): Row {
  return { ends: { from, to }, cells: [link(from), link(to), ports.join(', ') || 'as the ingress says'] };
}

function hostRow(
  { id, name, rack, record }: HostNode,
  machines: readonly MachineNode[],
  environment: string,
): Row {
  const own = machines.filter(({ host }) => host === id).map((machine) => machine.name);
  const { promised, allocatable } = record;
  return {
    thing: id,
    cells: [
      html`<a href="${hrefOf(environment, id)}">${name}</a>`,
      rack ?? '',
      leftWords(record),
      html`${meter('CPU', promised.cpu, allocatable.cpu)}${meter('memory', promised.memoryBytes, allocatable.memoryBytes)}`,
      own.join(' ') || 'no machines',
    ],
  };
}

/** How much is taken, as a bar and in words. */
function meter(what: string, taken: number, all: number): Html {
  const percent = all === 0 ? 0 : Math.round((100 * taken) / all);
  return html`<span class="meter"
    >${what} ${percent}%
    <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
      <rect class="all" width="100" height="6" />
      <rect class="taken" width="${Math.min(100, percent)}" height="6" /></svg
  ></span>`;
}

function machineRow(machine: MachineNode, flags: readonly Flag[], link: (id: string) => Html): Row {
  const { id, host, record } = machine;
  return {
    thing: id,
    flags,
    cells: [
      flagged(link(id), flags),
      record.fqdn ?? record.name,
      link(host),
      html`<code>${[record.address, record.address6].filter((address) => address !== null).join(' ')}</code>`,
      html`<code>${shortHash(record.image)}</code>`,
    ],
  };
}

export function askedRow({ variable, description, secret, stacks }: Asked): Row {
  return {
    cells: [html`<code>TF_VAR_${variable}</code>`, description, secret ? 'yes' : 'no', stacks.join(', ')],
  };
}
