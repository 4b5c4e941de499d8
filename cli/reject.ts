import type { Command } from 'commander';
import { findDigest, type Pipeline, recordsDigest, rejectImage } from '../promotion';
import {
  type AttributionOptions,
  attributionOf,
  attributionOptions,
  type ChangeOptions,
  changeOptions,
  changeReleases,
  forEachService,
  openProject,
} from './releasing';
import { shortDigest } from '../core/text';

/** `slipway reject`: forbids an image in every environment, for good. */
export function addReject(command: Command): void {
  changeOptions(attributionOptions(command)).action(reject);
}

async function reject(text: string, options: AttributionOptions & ChangeOptions): Promise<void> {
  const context = await openProject(process.cwd(), process.env);
  const attribution = await attributionOf(context, options, new Date());
  const find = ({ releases, services }: Pipeline) => findDigest(releases, text, services);
  await changeReleases(
    context,
    {
      subject: () => `reject ${shortDigest(find(context.pipeline()))}`,
      update: (pipeline) => {
        const digest = find(pipeline);
        const services = pipeline.services.filter((service) =>
          recordsDigest(pipeline.releases, service, digest),
        );
        return forEachService(services, (current, service) =>
          rejectImage(current, service, digest, attribution),
        )(pipeline);
      },
    },
    options,
  );
}
