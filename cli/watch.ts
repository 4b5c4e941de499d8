import type { Command } from 'commander';
import { SYNTH_FOLDER } from '../core/record';
import { REVIEW_FORMATS, watchProject } from './reviewing';
import { print } from './terminal';

/** `slipway watch`: what each save changes. */
export function addWatch(command: Command): void {
  command.addHelpText('after', HELP).action(async () => {
    await watchProject(process.cwd(), process.env, ({ review }) => {
      print(REVIEW_FORMATS.terminal(review).trimEnd());
    });
  });
}

const HELP = `
Synthesises into ${SYNTH_FOLDER}, as \`npm run synth\` does. To see all that a branch changes, use \`slipway diff\`.`;
