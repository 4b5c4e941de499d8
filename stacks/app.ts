import { App as CdktfApp, type AppConfig } from 'cdktf';
import { InvalidInput, problem } from '../findings';
import { type SlipwayRecord, writeRecord } from '../record';
import { skipStackTraces } from './skip-stack-traces';

/**
 * A cdktf app that writes nothing unless everything is valid, and that writes `slipway.json` beside the stacks.
 *
 * cdktf's own writes each stack before it validates the next; and its annotations carry stack traces with absolute
 * paths into the output, so they are off here.
 */
export class App extends CdktfApp {
  private record: (() => SlipwayRecord) | undefined;

  constructor(config: AppConfig = {}) {
    skipStackTraces();
    super({ stackTraces: false, ...config });
  }

  /** Says what the record of this app is, read when it is synthesised. An app has one project. */
  describe(record: () => SlipwayRecord): void {
    if (this.record !== undefined)
      throw new Error('An app composes one project: give the second one an app of its own.');
    this.record = record;
  }

  override synth(): void {
    refuseInvalidTree(this);
    super.synth();
    if (this.record !== undefined) writeRecord(this.outdir, this.record());
  }
}

function refuseInvalidTree(app: App): void {
  const errors = app.node.findAll().flatMap((construct) =>
    construct.node.validate().map((message) =>
      problem({
        rule: 'construct/validation',
        path: construct.node.path,
        message: `is not valid: ${message}`,
        advice: 'Mend what it says.',
      }),
    ),
  );
  if (errors.length > 0) throw new InvalidInput(errors);
}
