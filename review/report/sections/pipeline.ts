import { namesBefore } from '../../../core/pipeline';
import type { EnvironmentRecord, SlipwayRecord } from '../../../core/record';
import { shortHash } from '../../../core/text';
import { digestWords } from '../../record-words';
import { waitingDigest } from '../flags';
import { html, type Html } from '../html';
import { hrefOf } from '../links';
import { type Row, table } from '../table';
import type { Asked } from '../variables';
import { askedRow } from './environment';

/** Which image each environment runs, and which waits to be promoted. */
export function pipelineSection(record: SlipwayRecord, asked: readonly Asked[]): Html {
  const { environments, images } = record;
  const services = new Set([
    ...environments.flatMap((each) => Object.keys(each.services)),
    ...Object.keys(images),
  ]);
  const names = [...services].sort();
  return html`<section class="view" id="pipeline" data-view="pipeline" aria-labelledby="title-pipeline">
    <h2 id="title-pipeline">Pipeline</h2>
    <p class="facts">
      <span
        >what each environment selects; an image waits where the environment before selects another one</span
      >
    </p>
    ${table(
      'Images by environment',
      ['Service', 'Source', ...environments.map(({ name }) => name)],
      names.map((name) => serviceRow(name, record)),
    )}
    ${table('Asked for when images are built', ['Variable', 'What it is', 'Secret', 'Stack'], asked.map(askedRow))}
  </section> `;
}

function serviceRow(service: string, { environments, images }: SlipwayRecord): Row {
  const image = Object.hasOwn(images, service) ? images[service] : undefined;
  const cells = environments.map((environment) => cellOf(service, environment, environments));
  return {
    flags: cells.some(({ waits }) => waits) ? ['waits'] : [],
    cells: [
      service,
      image === undefined
        ? 'built elsewhere'
        : html`<code>${shortHash(image.sourceHash)}</code>
            ${image.recorded === null ? 'to be built' : `built: ${shortHash(image.recorded)}`}`,
      ...cells.map(({ cell }) => cell),
    ],
  };
}

function cellOf(
  service: string,
  environment: EnvironmentRecord,
  environments: readonly EnvironmentRecord[],
): { readonly cell: Html; readonly waits: boolean } {
  const own = Object.hasOwn(environment.services, service) ? environment.services[service] : undefined;
  if (own === undefined) return { cell: html`<span class="quiet">not run</span>`, waits: false };
  const before = environments.find(
    (earlier) =>
      namesBefore(environment.after).includes(earlier.name) &&
      waitingDigest(service, environment, earlier) !== undefined,
  );
  const waiting = waitingDigest(service, environment, before);
  const link = html`<a href="${hrefOf(environment.name, `workload:${service}`)}"
    ><code>${digestWords(own)}</code></a
  >`;
  if (waiting === undefined) return { cell: link, waits: false };
  return {
    cell: html`${link} <span class="flag waits">waits: ${shortHash(waiting)} of ${before?.name ?? ''}</span>`,
    waits: true,
  };
}
