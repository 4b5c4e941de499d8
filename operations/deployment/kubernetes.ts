import { argumentsOf } from './configured';
import type { ProviderKnowledge, ReportedError } from './provider-knowledge';
import { terraformCommand } from './terraform-program';

/** The cluster of an environment. */
export const kubernetes: ProviderKnowledge = {
  explanations: [
    {
      pattern: /\S+ "([^"]+)" already exists/,
      applies: ({ address }) => address.startsWith('kubernetes_'),
      explain: ([, object = ''], error) =>
        `${error.address} is in the cluster already, and not in this state: an apply that was cut off left it, or somebody else made it.\n` +
        `→ Import it: ${terraformCommand(error.env)} -chdir=${error.stack.folder} import ${error.address} ${importId(error, object)}`,
    },
  ],
  silences: [
    {
      applies: ({ address }) => address.startsWith('kubernetes_'),
      explain: () =>
        'The cluster did not answer. What it was told before stands; the next deploy checks whether it has come up.\n' +
        '→ See that it answers (`kubectl get --raw /readyz`), and deploy again.',
    },
  ],
};

/** How Terraform finds an object: by its namespace, where it has one, and its name. */
function importId({ stack, address }: ReportedError, object: string): string {
  const { metadata } = argumentsOf(stack, address);
  const [first] = [metadata].flat() as readonly ({ readonly namespace?: string } | undefined)[];
  return first?.namespace === undefined ? object : `${first.namespace}/${object}`;
}
