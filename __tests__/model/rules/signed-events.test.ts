import { type Release, signEvents } from 'slipway';
import { checkComposition, checkShape, resolveComposition } from '../../../model';
import { type Changes, released, smallProject } from '../../support/small-project';
import { sshSigner } from '../../support/ssh-signer';

function rulesOf(changes: Changes): readonly string[] {
  const input = smallProject(changes);
  const shape = checkShape(input);
  const findings = shape.length > 0 ? shape : checkComposition(resolveComposition(input));
  return findings.map(({ rule, path }) => `${rule} ${path}`);
}

const ada = sshSigner('ada@example.com');
const dev = [released('dev', 'front'), released('dev', 'store')];
const prod = [released('prod', 'front'), released('prod', 'store')];

/** What a synth finds with these releases in prod, which asks for signed events. */
const rulesWith = (releases: readonly Release[]) =>
  rulesOf({
    prod: { signedEvents: true },
    releases: [...dev, ...releases],
    allowedSigners: ada.line(),
  });

test('a synth refuses what is not signed in an environment that asks for it, and in no other', () => {
  expect(rulesWith(prod)).toEqual([
    'signature/missing environments/prod/releases/front.json#/history/1',
    'signature/missing environments/prod/releases/store.json#/history/1',
  ]);
});

test('it passes once it is signed', async () => {
  const signed = prod.map((release) =>
    signEvents({ project: 'small' }, release, 0, (text) => ada.sign(text)),
  );
  expect(rulesWith(await Promise.all(signed))).toEqual([]);
});

test('refused: a question that is neither true nor false', () => {
  expect(rulesOf({ prod: { signedEvents: 'yes' } })).toEqual(['shape/kind environments.prod.signedEvents']);
});
