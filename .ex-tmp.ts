import { readdirSync, writeFileSync } from 'node:fs';
import { App, Testing, TerraformStack } from 'cdktf';
for (const f of readdirSync('/work/wt-operations/docs/examples')) {
  const { Example } = require('/work/wt-operations/docs/examples/' + f);
  const app = Testing.app({ stackTraces: false });
  writeFileSync('/tmp/operations-out/examples/' + f + '.json', Testing.synth(new Example(app, 'example')));
}
