import { parseRelease, type Release, renderRelease } from '../../promotion';
import { at, digestOf, eventOf, PATH, recordOf, releaseOf, releaseThrough, told, toldOf } from './support';

describe('the parts of a file are consistent with each other and with its path', () => {
  test('with its folder and its name', () => {
    expect(told(renderRelease(releaseOf()), 'environments/prod/releases/web.json')).toEqual([
      'environments/prod/releases/web.json#/environment must be "prod", as the folder is named',
      'environments/prod/releases/web.json#/service must be "web", as the file is named',
    ]);
  });

  const one = releaseThrough('dev', ['one']);

  test.each<[string, Release, string]>([
    [
      'a digest recorded twice',
      { ...one, records: [recordOf('one'), recordOf('one', 1)] },
      '/records/1/digest must not be recorded twice',
    ],
    [
      'records out of order',
      { ...one, records: [recordOf('one'), recordOf('two', 9), recordOf('three', 8)] },
      `/records/2/recordedAt must not be before ${at(9)}, the time of the record above`,
    ],
    [
      'events out of order',
      { ...one, history: [eventOf('selected', 'one', 9), eventOf('verified', 'one', 8)] },
      `/history/1/at must not be before ${at(9)}, the time of the event above`,
    ],
    [
      'an event before its record',
      { ...one, records: [recordOf('one', 9)], history: [eventOf('selected', 'one', 8)] },
      `/history/0/at must not be before ${at(9)}, the time of the record of the digest`,
    ],
    [
      'an event of a digest that nobody recorded',
      { ...one, history: [...one.history, eventOf('rejected', 'two', 9)] },
      '/history/2/digest must be the digest of one of the records',
    ],
    [
      'a verification of what never ran',
      { ...one, selected: null, history: [eventOf('verified', 'one', 9)] },
      '/history/0/digest must have been selected here before it is verified',
    ],
    [
      'a verification of what was only rejected',
      { ...one, selected: null, history: [eventOf('rejected', 'one', 8), eventOf('verified', 'one', 9)] },
      '/history/1/digest must have been selected here before it is verified',
    ],
    [
      'a rollback to what never ran',
      { ...one, history: [eventOf('restored', 'one', 9)] },
      '/history/0/digest must have been selected here before it is restored',
    ],
    [
      'a selected line that the history does not know',
      { ...one, selected: digestOf('two'), records: [recordOf('one'), recordOf('two')] },
      `/selected must be ${digestOf('one')}, as the history says`,
    ],
    [
      'a selected line that is missing',
      { ...one, selected: null },
      `/selected must be ${digestOf('one')}, as the history says`,
    ],
    [
      'a selected line without history',
      { ...one, history: [] },
      '/selected must be null, as the history says',
    ],
  ])('%s is refused', (_what, release, expected) => {
    expect(toldOf(release)).toEqual([`${PATH}#${expected}`]);
  });

  test('and the advice is to write what the history selects, or to add to the history what was written', () => {
    const two = recordOf('two', 9);
    const adviceFor = (selected: Release['selected']) =>
      parseRelease(renderRelease({ ...one, records: [...one.records, two], selected }), PATH).findings.map(
        ({ advice }) => advice,
      );
    expect(adviceFor(null)).toEqual([expect.stringMatching(/^Write here the digest/)]);
    expect(adviceFor(two.digest)).toEqual([expect.stringMatching(/^To select this digest, add/)]);
  });
});
