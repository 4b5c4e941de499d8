import { type Command, Option } from 'commander';
import { checkImageBuild } from '../constructs/image-build';
import { refuseIfAny, renderFindings } from '../core/findings';
import { shortDigest } from '../core/text';
import { columns } from '../review';
import { resolveComposition } from '../model';
import { bakeFile, type ImageToBuild, imageToBuild } from './building';
import { findNamed, loadComposition } from './project';
import { print, printJson, tell } from './terminal';

interface ImagesOptions {
  readonly json?: true;
  readonly bake?: true;
}

/** `slipway images`: what is built of each service's source, and under which tag. */
export function addImages(command: Command): void {
  command
    .option('--json', 'print what a pipeline needs to build them, as JSON')
    .addOption(
      new Option(
        '--bake',
        'print those that no release holds yet as a file for `docker buildx bake`',
      ).conflicts('json'),
    )
    .addHelpText('after', HELP)
    .action(images);
}

const HELP = `
In a pipeline: npx slipway images --bake > bake.json && docker buildx bake -f bake.json --push`;

function images(names: readonly string[], { json, bake }: ImagesOptions): void {
  const composition = loadComposition(process.cwd());
  const { images: planned, unreadable } = resolveComposition(composition);
  refuseIfAny(unreadable, 'nothing was printed');
  const all = [...planned].map(([service, image]) => ({ name: service.name, service, image }));
  const chosen = findNamed('service', all, names);
  // An argument may be a secret: that is refused before anything is printed.
  refuseIfAny(
    chosen.flatMap(({ name, image }) => checkImageBuild(image.build, `services.${name}.image`)),
    'nothing was printed',
  );
  const toBuild = chosen.map(({ service, image }) => imageToBuild(service, image));
  const warnings = chosen.flatMap(({ image }) => image.warnings);
  if (warnings.length > 0) tell(renderFindings(warnings));
  if (json === true) printJson(toBuild);
  else if (bake === true) printJson(bakeFile(toBuild));
  else print(columns(toBuild.map(row)).join('\n'));
}

function row({ service, reference, builtBy, recorded }: ImageToBuild): readonly string[] {
  const what = recorded === null ? WAITS[builtBy] : `recorded as ${shortDigest(recorded)}`;
  return [service, reference, what];
}

const WAITS: Record<ImageToBuild['builtBy'], string> = {
  terraform: 'to build: `npx slipway deploy images`',
  ci: 'to build by your pipeline',
};
