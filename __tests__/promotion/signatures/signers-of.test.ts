import {
  type Pipeline,
  type Release,
  Releases,
  selectionSigner,
  signersOf,
  signEvents,
  stageStates,
} from '../../../promotion';
import { sshSigner } from '../../support/ssh-signer';
import { at, releaseOf, releaseThrough } from '../support';

const ada = sshSigner('ada@example.com');
const grace = sshSigner('grace@example.com');
const prod = releaseThrough('prod', ['one', 'two']);
/** Signed from the event at a position on. */
const signedFrom = (position: number, signer = ada) =>
  signEvents({ project: 'shop' }, prod, position, (text) => signer.sign(text));

function pipelineOf(release: Release, signedEvents = true): Pipeline {
  const { files } = Releases.of([release]);
  return {
    project: 'shop',
    stages: [{ name: 'prod', ...(signedEvents ? { signedEvents } : {}) }],
    services: ['api'],
    releases: new Releases('environments', files, [], ada.line()),
  };
}
const signersIn = (release: Release) => signersOf(pipelineOf(release), release);

test('each event has the signer of its signature, from the first that is signed on', async () => {
  const name = 'ada@example.com';
  expect(signersIn(await signedFrom(0))).toEqual([name, name, name, name]);
  expect(signersIn(await signedFrom(1))).toEqual([undefined, name, name, name]);
  expect(signersIn(await signedFrom(3))).toEqual([undefined, undefined, undefined, name]);
  expect(signersIn(prod)).toEqual([undefined, undefined, undefined, undefined]);
});

test('whose key may not sign is not named', async () => {
  expect(signersIn(await signedFrom(2, grace))).toEqual([undefined, undefined, undefined, undefined]);
});

describe('a stage names who signed its selection', () => {
  const stateIn = (release: Release, isAsked?: boolean) =>
    stageStates(pipelineOf(release, isAsked), 'api', at(60))[0];

  test('where it asks for signed events and the signature counts', async () => {
    expect(stateIn(await signedFrom(2))).toMatchObject({ signedBy: 'ada@example.com' });
    expect(selectionSigner(pipelineOf(await signedFrom(2)), 'prod', 'api')).toBe('ada@example.com');
    for (const [environment, service] of [
      ['prod', 'web'],
      ['dev', 'api'],
    ] as const)
      expect(selectionSigner(pipelineOf(await signedFrom(2)), environment, service)).toBeUndefined();
  });

  test('and nobody where only what came after it is signed, or nothing is', async () => {
    expect(stateIn(await signedFrom(3))?.signedBy).toBeUndefined();
    expect(stateIn(prod)?.signedBy).toBeUndefined();
  });

  test('and nobody where it does not ask, or selects nothing', async () => {
    expect(stateIn(await signedFrom(0), false)?.signedBy).toBeUndefined();
    expect(stateIn(releaseOf({ environment: 'prod' }))?.signedBy).toBeUndefined();
    expect(stateIn(releaseThrough('dev', ['one']))?.signedBy).toBeUndefined();
  });
});
