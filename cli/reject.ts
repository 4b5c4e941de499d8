import type { Command } from 'commander';
import { findDigest, type Pipeline, recordsDigest, rejectImage } from '../promotion';
import { type DeedOptions, deedOf, deedOptions } from './shipping/deed-options';
import { each } from './shipping/each';
import { land, type LandOptions, landOptions } from './shipping/land';
import { short } from './shipping/texts';
import { openYard } from './shipping/yard';

/** `slipway reject`: makes it impossible to select an image, in any environment and for good. */
export function addReject(program: Command): void {
  const command = program
    .command('reject <digest>')
    .description('make it impossible to select an image, in any environment and for good');
  landOptions(deedOptions(command)).action(reject);
}

async function reject(text: string, options: DeedOptions & LandOptions): Promise<void> {
  const yard = await openYard(process.cwd(), process.env);
  const deed = await deedOf(yard, options, new Date());
  const find = ({ releases, services }: Pipeline) => findDigest(releases, text, services);
  await land(
    yard,
    {
      subject: () => `reject ${short(find(yard.line()))}`,
      update: (line) => {
        const digest = find(line);
        const services = line.services.filter((service) => recordsDigest(line.releases, service, digest));
        return each(services, (current, service) => rejectImage(current, service, digest, deed))(line);
      },
    },
    options,
  );
}
