import { TerraformElement } from '../constructs/cdktf';
import type { IConstruct } from 'constructs';
import { knownTexts, notSecretsOf } from '../constructs/not-secret';
import { type Finding, problem } from '../core/findings';
import type { JsonObject } from '../core/json';
import type { NotSecretRecord } from '../core/record';
import { clearSecrets, IF_NOT_SECRET, type NotSecret, seenSecret } from '../core/secrets';
import { exemptIn, parseStack } from '../core/synth';

/** Everything in a stack that is declared not to be a secret, and by which construct; known once the stack was synthesised. */
export function notSecretsIn(stack: IConstruct): readonly NotSecretRecord[] {
  const constructs = stack.node.findAll();
  const by = (construct: IConstruct, notSecrets: readonly NotSecret[]): readonly NotSecretRecord[] =>
    notSecrets.map((said) => ({ construct: construct.node.path, ...said }));
  const said = constructs.slice(1).flatMap((construct) => by(construct, notSecretsOf(construct)));
  // cdktf resolves each value for the whole stack: the elements tell whose it is.
  const resolved = notSecretsOf(stack);
  if (resolved.length === 0) return said;
  const found = constructs
    .filter((construct) => TerraformElement.isTerraformElement(construct))
    .flatMap((element) => by(element, knownTexts(element.toTerraform()).notSecrets));
  const elsewhere = resolved.filter(({ value }) => !found.some((each) => each.value === value));
  return [...said, ...found, ...by(stack, elsewhere)];
}

/**
 * The secrets that stand in plain text in a synthesised stack, wherever they come from: overrides, a team's own resources,
 * connections and state.
 *
 * @param json its `cdk.tf.json`
 */
export function checkSecrets(
  name: string,
  json: JsonObject,
  said: readonly NotSecretRecord[],
): readonly Finding[] {
  const stack = parseStack(name, json, { ...UNKNOWN, notSecrets: said });
  return [...stack.blocks.values()].flatMap((block) =>
    clearSecrets(block, exemptIn(stack, block)).map(({ path, why }) =>
      problem({
        rule: 'secrets/in-clear',
        path: `${name}: ${block.construct === null ? block.address : `${block.construct} (${block.address})`}.${path}`,
        message: 'must not hold a secret: it would stand in the synthesised file, the plan and the state',
        value: seenSecret(why),
        advice: `Refer to a key of a Secret, or to an ephemeral variable. ${IF_NOT_SECRET}`,
      }),
    ),
  );
}

/** What the record would say of a stack besides. */
const UNKNOWN = { environment: null, state: '', dependsOn: [], resources: {} };
