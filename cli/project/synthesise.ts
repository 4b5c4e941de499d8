import { readRecord, type SlipwayRecord } from '../../core/record';
import type { Composition } from '../../model';
import { App, compose } from '../../stacks';

/** Synthesises a project as its `main.ts` does. @throws InvalidInput with every problem; then nothing was written */
export function synthesise(composition: Composition, outdir: string): SlipwayRecord {
  const app = new App({ outdir });
  compose(app, composition);
  app.synth();
  return readRecord(outdir);
}
