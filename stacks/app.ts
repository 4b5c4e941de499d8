import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AnnotationMetadataEntryType, App as CdktfApp, type AppConfig } from '../constructs/cdktf';
import type { IConstruct } from 'constructs';
import type { JsonObject } from '../core/json';
import { checkStack } from '../core/provider-schemas';
import { type Finding, problem, refuseIfAny } from '../core/findings';
import { type SlipwayRecord, SYNTH_FOLDER, writeRecord } from '../core/record';
import { checkSecrets, notSecretsIn } from './check-secrets';
import { refusedOutput, replaceOutput } from './output-folder';
import { keepLayout } from './same-layout';
import { speedUpCdktf } from './faster-cdktf';

/**
 * A cdktf app that writes everything or nothing, only if all of it is valid, and that writes `slipway.json` beside the stacks.
 *
 * cdktf's own App writes each stack before it validates the next. Its annotations carry stack traces with absolute paths
 * into the output, so stack traces are off here.
 *
 * @example
 * const app = new App({ outdir: 'cdktf.out' });
 * app.synth();
 *
 * @see https://developer.hashicorp.com/terraform/cdktf/concepts/cdktf-architecture#app-class
 */
export class App extends CdktfApp {
  private record: (() => SlipwayRecord) | undefined;

  constructor(config: AppConfig = {}) {
    speedUpCdktf();
    try {
      // It makes the folder.
      super({ stackTraces: false, ...config });
    } catch (error) {
      throw refusedOutput(error, config.outdir ?? process.env['CDKTF_OUTDIR'] ?? SYNTH_FOLDER);
    }
  }

  /** Sets what `slipway.json` says of this app; called when the app is synthesised. An app composes one project. */
  describe(record: () => SlipwayRecord): void {
    if (this.record !== undefined)
      throw new Error('An app composes one project: give the second one an app of its own.');
    this.record = record;
  }

  override synth(): void {
    refuseIfAny(problemsOf(this), 'nothing was written');
    replaceOutput({
      folder: this.outdir,
      stacks: () => Object.keys(this.manifest.stacks),
      write: (draft) => {
        this.writeTo(draft);
      },
    });
  }

  /** What the providers would refuse, and secrets in clear: overrides and a team's own resources included. */
  private problemsIn(draft: string): readonly Finding[] {
    const constructs = new Map(this.node.findAll().map((construct) => [construct.node.path, construct]));
    return Object.values(this.manifest.stacks).flatMap(({ name, constructPath, synthesizedStackPath }) => {
      const json = JSON.parse(readFileSync(join(draft, synthesizedStackPath), 'utf8')) as JsonObject;
      return [
        ...checkStack(name, json),
        ...checkSecrets(name, json, notSecretsIn(constructs.get(constructPath) ?? this)),
      ];
    });
  }

  /** Of cdktf's own versions, 0.21 is the last. */
  private keepLayout(draft: string): void {
    if (this.manifest.version.startsWith('0.21.')) return;
    const stacks = Object.values(this.manifest.stacks).map(
      ({ synthesizedStackPath }) => synthesizedStackPath,
    );
    for (const path of ['manifest.json', ...stacks]) keepLayout(join(draft, path));
  }

  private writeTo(draft: string): void {
    // cdktf knows one folder, which it has made already, with this one in it.
    mkdirSync(join(draft, 'stacks'));
    const redirected: readonly { outdir: string }[] = [this, this.manifest];
    const { outdir } = this;
    for (const each of redirected) each.outdir = draft;
    try {
      super.synth();
      this.keepLayout(draft);
      refuseIfAny(this.problemsIn(draft), 'nothing was written');
      // Last, since aspects, which run while cdktf writes, may still change what a resource is.
      if (this.record !== undefined) writeRecord(draft, this.record());
    } finally {
      for (const each of redirected) each.outdir = outdir;
    }
  }
}

/** Checked here for the whole tree: cdktf checks a stack after it has written those before it. */
function problemsOf(app: App): readonly Finding[] {
  return app.node
    .findAll()
    .flatMap((construct) => [
      ...construct.node.validate().map((message) => invalid(construct, message)),
      ...construct.node.metadata
        .filter(({ type }) => type === (AnnotationMetadataEntryType.ERROR as string))
        .map(({ data }) => invalid(construct, String(data))),
    ]);
}

function invalid(construct: IConstruct, message: string): Finding {
  return problem({
    rule: 'construct/validation',
    path: construct.node.path,
    message: `is not valid: ${message}`,
    advice: 'Correct it where the construct is made.',
  });
}
