/** Has a machine join, from within the cluster's network: `join-machine.ts <kubeconfig> <context> <name> <shell>…` */
import { connectCluster } from '../../../cluster';
import { joinNodes } from '../../../joining';
import { Failure } from '../../../process';

const [path = '', context = '', name = '', program = '', ...args] = process.argv.slice(2);

void joinNodes(connectCluster({ kind: 'kubeconfig', path, context }), [{ name, shell: [program, ...args] }], {
  timeoutMs: 400_000,
  tell: (line) => process.stderr.write(`  ${line}\n`),
}).catch((error: unknown) => {
  if (!(error instanceof Failure)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
