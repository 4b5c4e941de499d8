/** Has a machine join, from within the cluster's network: `join-machine.ts <kubeconfig> <context> <name> <shell>…` */
import { connectCluster } from '../../../operations/cluster';
import { joinNodes } from '../../../operations/joining';
import { Failure } from '../../../operations/process';

const [path = '', context = '', name = '', program = '', ...args] = process.argv.slice(2);

void joinNodes(connectCluster({ kind: 'kubeconfig', path, context }), [{ name, shell: [program, ...args] }], {
  timeoutMs: 2_000_000,
  tell: (line) => process.stderr.write(`  ${line}\n`),
}).catch((error: unknown) => {
  if (!(error instanceof Failure)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
