import {
  commandCheck,
  Duration,
  type Freeze,
  httpCheck,
  libvirt,
  notSecret,
  podCheck,
  prometheusCheck,
  Size,
} from 'slipway';
import type { RulesRecord, SlipwayRecord } from '../../core/record';
import { reviewSynths } from '../../review';
import { front, prodProps, smallProject } from '../support/small-project';
import { synthProject } from '../support/synth-project';
import { environment, synthOf } from './support/synth-of';

const weekend: Freeze = {
  weekly: { from: 'friday 16:00', until: 'monday 08:00' },
  timeZone: 'Europe/Vienna',
  reason: 'nobody is there',
};
const holidays: Freeze = { from: '2026-12-20T00:00:00Z', until: '2027-01-04T00:00:00Z', reason: 'year end' };
const healthy = httpCheck({ url: 'https://example.com/healthz?token=5ecret', contains: 'ready' });
const errors = (atMost: number) =>
  prometheusCheck({ server: 'https://p.example.com', query: 'errors', atMost, for: Duration.minutes(5) });

/** What a project records where prod has these properties as well. */
function recordOf(prod: object): SlipwayRecord {
  return synthProject(smallProject({ prod, releases: [] })).record;
}

function rulesOfProd(prod: object): RulesRecord {
  return recordOf(prod).environments.find(({ name }) => name === 'prod')?.rules as RulesRecord;
}

function notesBetween(was: object, is: object): readonly string[] {
  const { notes } = reviewSynths(synthOf({}, recordOf(was)), synthOf({}, recordOf(is)));
  return notes.map(({ text, needsApproval }) => `${needsApproval ? '! ' : ''}${text}`);
}

test.each<[string, object, object, readonly string[], readonly string[]]>([
  [
    'a soak',
    { soak: Duration.hours(24) },
    { soak: Duration.minutes(90) },
    [
      '! prod takes an image after a soak of 1h30m0s in the environment before, and no longer after a soak of 24h0m0s',
    ],
    [
      'prod takes an image after a soak of 24h0m0s in the environment before, and no longer after a soak of 1h30m0s',
    ],
  ],
  [
    'no soak at all',
    { soak: Duration.hours(24) },
    {},
    [
      '! prod takes an image as soon as it is verified in the environment before, and no longer after a soak of 24h0m0s',
    ],
    [
      'prod takes an image after a soak of 24h0m0s in the environment before, and no longer as soon as it is verified',
    ],
  ],
  [
    'freezes',
    { freeze: [weekend, holidays] },
    { freeze: [weekend] },
    ['! prod is no longer frozen from 2026-12-20T00:00:00Z until 2027-01-04T00:00:00Z: year end'],
    ['prod is frozen from 2026-12-20T00:00:00Z until 2027-01-04T00:00:00Z: year end'],
  ],
  [
    'a weekly freeze',
    { freeze: [weekend] },
    {},
    ['! prod is no longer frozen from friday 16:00 until monday 08:00 (Europe/Vienna): nobody is there'],
    ['prod is frozen from friday 16:00 until monday 08:00 (Europe/Vienna): nobody is there'],
  ],
  [
    'checks that are dropped',
    {
      checks: [
        healthy,
        podCheck({ to: front.port('http'), path: '/ready' }),
        commandCheck({ command: ['npm', 'test'] }),
      ],
    },
    { checks: [healthy] },
    ['! prod no longer checks GET front:http/ready', '! prod no longer checks npm test'],
    ['prod checks GET front:http/ready: 200 within 5s', 'prod checks npm test: exit code 0 within 10m0s'],
  ],
  [
    'the address of a check, without its query',
    { checks: [healthy] },
    {},
    ['! prod no longer checks GET https://example.com/healthz?…'],
    ['prod checks GET https://example.com/healthz?…: 200 with "ready" within 5s'],
  ],
  [
    'the bounds of a check',
    { checks: [errors(1)] },
    { checks: [errors(5)] },
    [
      '! prod expects at most 5 for 5m0s of errors at https://p.example.com/, and no longer at most 1 for 5m0s',
    ],
    [
      '! prod expects at most 1 for 5m0s of errors at https://p.example.com/, and no longer at most 5 for 5m0s',
    ],
  ],
  [
    'hosts that may be lost',
    { survives: { hosts: 1 } },
    {},
    ['! prod need no longer survive the loss of 1 host'],
    ['prod must survive the loss of 1 host'],
  ],
  [
    'what hosts promise',
    { overcommit: { cpu: 2 } },
    { overcommit: { cpu: 4, memory: 1.5 } },
    [
      '! prod promises 4 × the CPUs of its hosts, and no longer 2 ×',
      '! prod promises 1.5 × the memory of its hosts, and no longer 1 ×',
    ],
    [
      'prod promises 2 × the CPUs of its hosts, and no longer 4 ×',
      'prod promises 1 × the memory of its hosts, and no longer 1.5 ×',
    ],
  ],
])('%s: less is approved by a person, more is told', (_what, strict, lax, loosened, tightened) => {
  expect(notesBetween(strict, lax)).toEqual(loosened);
  expect(notesBetween(lax, strict)).toEqual(tightened);
  expect(notesBetween(strict, strict)).toEqual([]);
});

test.each<[object, object, string]>([
  [{ maxUnavailable: 2 }, {}, '! prod may have 2 machines of nodes down at once, and no longer 1'],
  [{}, { quorum: true }, '! prod no longer keeps a majority of nodes up'],
  [{}, { spread: 'required' }, '! prod lets machines of nodes share a host'],
])('a pool that says %j and no longer %j', (is, was, told) => {
  const { pools = {} } = prodProps(smallProject().environments[0] as never);
  const pool = (changes: object) => ({ pools: { nodes: { ...pools['nodes'], ...changes } } });
  expect(notesBetween(pool(was), pool(is))).toEqual([told]);
  expect(notesBetween(pool(is), pool(was))).toEqual([expect.not.stringMatching(/^!/)]);
});

test('events that nobody signs any more need approval', () => {
  const of = (signedEvents: boolean) => {
    const rules = { ...rulesOfProd({}), signedEvents };
    return synthOf({}, { environments: [environment('dev', null, { rules })] });
  };
  expect(reviewSynths(of(true), of(false)).notes).toEqual([
    { text: 'dev takes events of releases that nobody signed', needsApproval: true },
  ]);
  expect(reviewSynths(of(false), of(true)).notes).toEqual([
    { text: 'dev takes only signed events of releases from now on', needsApproval: false },
  ]);
});

test('another reason of a freeze, and the order of checks, change nothing', () => {
  expect(notesBetween({ freeze: [weekend] }, { freeze: [{ ...weekend, reason: 'rest' }] })).toEqual([]);
  expect(notesBetween({ checks: [healthy, errors(1)] }, { checks: [errors(1), healthy] })).toEqual([]);
});

test('what an older Slipway did not record is not told as a change', () => {
  const record = recordOf({ soak: Duration.hours(24) });
  const older = JSON.parse(
    JSON.stringify(record, (key, value: unknown) => (key === 'rules' ? undefined : value)),
  );
  expect(reviewSynths(synthOf({}, older), synthOf({}, record)).notes).toEqual([]);
  expect(reviewSynths(synthOf({}, record), synthOf({}, older)).notes).toEqual([]);
});

test('what a check says is not a secret is what it asks', () => {
  const command = ['probe', '--token', notSecret('5e6f7a8b9c0d1e2f', 'a token of the sandbox')] as const;
  expect(rulesOfProd({ checks: [commandCheck({ command })] }).checks).toEqual([
    { asks: 'probe --token 5e6f7a8b9c0d1e2f', expects: 'exit code 0 within 10m0s' },
  ]);
});

test('what is said of a host is told, where nothing of it is in the Terraform', () => {
  const of = (changes: object) => {
    const size = { cores: 8, memory: Size.gibibytes(16), ...changes };
    const hosts = ['a', 'b'].map((host) => [
      host,
      libvirt({ uri: `qemu+ssh://ops@${host}/system`, ...size }),
    ]);
    return { hypervisors: Object.fromEntries(hosts) as object };
  };
  expect(notesBetween(of({}), of({ failureDomain: 'rack1' }))).toEqual(
    ['a', 'b'].map((host) => `prod: ${host} is in the failure domain rack1, and no longer in none`),
  );
  expect(notesBetween(of({}), of({ cores: 16 }))).toEqual(
    ['a', 'b'].map((host) => `prod: ${host} has 16 cores and 16 GiB, and no longer 8 cores and 16 GiB`),
  );
  expect(notesBetween(of({}), of({}))).toEqual([]);
});
