import {
  checkSignatures,
  type Pipeline,
  type Release,
  type ReleaseEvent,
  Releases,
  signEvents,
} from '../../../promotion';
import { sshSigner } from '../../support/ssh-signer';
import { at, recordOf, releaseThrough } from '../support';

const OURS = { project: 'shop' };
const ada = sshSigner('ada@example.com');
const grace = sshSigner('grace@example.com');
const prod = releaseThrough('prod', ['one', 'two']);
const byAda = (text: string) => ada.sign(text);
/** All of its four events signed. */
const signed = signEvents(OURS, prod, 0, byAda);

function check(
  releases: readonly Release[],
  signers: string | undefined = ada.line(),
  stage: Partial<Pipeline['stages'][number]> = {},
) {
  return checkSignatures({
    ...OURS,
    stages: [{ name: 'dev' }, { name: 'prod', signedEvents: true, ...stage }],
    services: ['api', 'web'],
    releases: new Releases('environments', Releases.of(releases).files, [], signers),
  });
}

/** `rule path | value` of each finding. */
const told = (...args: Parameters<typeof check>): readonly string[] =>
  check(...args).map(({ rule, path, value = '' }) => `${rule} ${path} | ${value}`);

const HISTORY = 'environments/prod/releases/api.json#/history';

function withEvent(release: Release, position: number, fields: Partial<ReleaseEvent>): Release {
  const event = release.history[position];
  if (event === undefined) throw new Error('There is no such event.');
  return { ...release, history: release.history.with(position, { ...event, ...fields }) };
}

test('signed events of a key that may sign are right', async () => {
  expect(told([await signed])).toEqual([]);
});

test('what an environment that does not ask records needs no signature, and no file of signers', () => {
  expect(told([prod], undefined, { signedEvents: false })).toEqual([]);
  expect(told([releaseThrough('dev', ['one'])])).toEqual([]);
});

test('nothing is signed yet: the newest event is to be, which vouches for those above it', async () => {
  expect(check([prod])).toMatchObject([
    {
      rule: 'signature/missing',
      severity: 'error',
      path: `${HISTORY}/3`,
      message: 'must be signed, since prod asks for signed events',
      advice:
        'No event of this file is signed yet. Read them; `npx slipway sign prod api` signs this one, which vouches for all above it.',
    },
  ]);
  expect(told([await signEvents(OURS, prod, 3, byAda)])).toEqual([]);
});

test('an event that the first signature vouches for is not edited after that', async () => {
  const release = await signEvents(OURS, prod, 3, byAda);
  expect(told([withEvent(release, 0, { by: 'Eve' })])).toEqual([
    expect.stringMatching(
      `^signature/broken ${HISTORY}/3 \\| not what SHA256:\\S+ \\(ssh-ed25519\\) signed$`,
    ),
  ]);
});

test('of a signed history, the first failure is reported: what is below depends on it', async () => {
  const release = withEvent(await signed, 1, { reason: 'it was never tested' });
  expect(told([release])).toEqual([expect.stringContaining(`signature/broken ${HISTORY}/1 `)]);
});

test('the record of an event belongs to what is signed', async () => {
  const release = await signed;
  const records = release.records.with(1, { ...recordOf('two', 10), commit: '0'.repeat(40) });
  expect(told([{ ...release, records }])).toEqual([
    expect.stringContaining(`signature/broken ${HISTORY}/2 `),
  ]);
});

test('a record without an event is no way round a signature', async () => {
  const release = await signed;
  expect(told([{ ...release, records: [...release.records, recordOf('smuggled', 50)] }])).toEqual([
    'signature/record environments/prod/releases/api.json#/records/2 | a record without an event',
  ]);
});

test('what was signed in another project does not count', async () => {
  const elsewhere = await signEvents({ project: 'bank' }, prod, 0, byAda);
  expect(told([elsewhere])).toEqual([expect.stringContaining(`signature/broken ${HISTORY}/0 `)]);
});

test('a key that nobody allows does not count', async () => {
  expect(told([await signEvents(OURS, prod, 0, (text) => grace.sign(text))])).toEqual([
    expect.stringMatching(
      `^signature/signer ${HISTORY}/0 \\| SHA256:\\S+ \\(ssh-ed25519\\), which is in no line of it$`,
    ),
  ]);
});

test('a key counts for the events of its time only', async () => {
  const until = at(6).replace(/[-:T]/g, '');
  expect(told([await signed], ada.line(`valid-before="${until}"`))).toEqual([
    expect.stringContaining(`${HISTORY}/2 |`),
  ]);
  expect(told([await signed], ada.line(`valid-before="${until}"`))[0]).toContain(
    `is valid before ${at(6)}, as line 1 says`,
  );
  const since = at(5).replace(/[-:T]/g, '');
  expect(told([await signed], ada.line(`valid-after="${since}"`))).toEqual([
    expect.stringContaining(`${HISTORY}/0 |`),
  ]);
});

test('a key that follows another one takes over', async () => {
  const begun = await signEvents(OURS, { ...prod, history: prod.history.slice(0, 2) }, 0, byAda);
  const release = await signEvents(
    OURS,
    { ...prod, history: [...begun.history, ...prod.history.slice(2)] },
    2,
    (text) => grace.sign(text),
  );
  const day = at(6).replace(/[-:T]/g, '');
  const lines = ada.line(`valid-before="${day}"`) + grace.line(`valid-after="${day}"`);
  expect(told([release], lines)).toEqual([]);
});

test('a signature that was made for something else is not one for a release', async () => {
  expect(told([await signEvents(OURS, prod, 3, (text) => ada.sign(text, 'git'))])).toEqual([
    `signature/form ${HISTORY}/3 | one in the namespace git`,
  ]);
  expect(told([await signEvents(OURS, prod, 3, (text) => ada.sign(text, 'n'.repeat(101)))])).toEqual([
    `signature/form ${HISTORY}/3 | one in the namespace ${'n'.repeat(100)}`,
  ]);
  expect(told([withEvent(await signed, 3, { signature: 'U1NIU0lHAAAA' })])).toEqual([
    `signature/form ${HISTORY}/3 | it ends too early`,
  ]);
});

test('without a file of signers, that is the one thing to do', async () => {
  expect(told([await signed], '')).toEqual([expect.stringContaining('which is in no line of it')]);
  const releases = new Releases('environments', Releases.of([await signed]).files);
  const findings = checkSignatures({
    ...OURS,
    stages: [{ name: 'prod', signedEvents: true }],
    services: ['api'],
    releases,
  });
  expect(findings).toMatchObject([
    { rule: 'signers/none', severity: 'error', path: 'environments/allowed_signers' },
  ]);
});

test('a file of signers that is wrong fails, whoever signed', async () => {
  expect(told([await signed], `${ada.line()}eve\n`)).toEqual([
    'signers/line environments/allowed_signers:2 | eve',
  ]);
});

test('who turns the question off is told what is no longer checked', async () => {
  expect(check([await signed], ada.line(), { signedEvents: false })).toMatchObject([
    {
      rule: 'signature/unchecked',
      severity: 'warning',
      path: 'environments/prod/releases',
      message: 'have signed events, and nothing checks them',
    },
  ]);
});
