import { attachCommits } from '../../../cli/reviewing/attach-commits';
import { openRepository } from '../../../operations/git';
import { maskBetween, renderJson, renderMarkdown, renderTerminal, reviewSynths } from '../../../review';
import { digestOf, releaseThrough } from '../../promotion/support';
import { environment, synthOf } from '../../review/support/synth-of';
import { LineProject } from '../line-project';

const project = new LineProject();
const SECRET = 'zQ7hunter2xK';

const one = project.git('rev-parse', 'HEAD');
project.put('services/api/main.js', 'console.log(1);\n');
project.commit(`api: log in with ${SECRET}`);
project.put('services/api/main.js', 'console.log(2);\n');
const two = project.commit('api: ask @everyone `why` \u001b[2J');

beforeAll(() => {
  const release = releaseThrough('dev', ['one', 'two']);
  const records = release.records.map((record) => ({
    ...record,
    commit: record.digest === digestOf('one') ? one : two,
  }));
  project.putReleases({ ...release, service: 'api', records });
});

/** A synth in which dev runs an image, and holds a secret. */
function running(image: string) {
  const api = { digest: digestOf(image), sample: false, replicas: 1, address: null };
  const stack = { kubernetes_secret_v1: { a: { data: { password: SECRET } } } };
  return synthOf({ 'dev-base': stack }, { environments: [environment('dev', null, { services: { api } })] });
}

test('the commits in a promotion are listed, without secrets, mentions or escape sequences', async () => {
  const [before, after] = [running('one'), running('two')];
  const repository = await openRepository(project.folder, project.env);
  const mask = maskBetween(before, after);
  const review = await attachCommits(reviewSynths(before, after), {
    repository,
    project: project.folder,
    mask,
  });
  expect(review.promotions[0]?.steps[0]?.commits).toEqual([
    `${two.slice(0, 12)} api: ask @everyone \`why\` \u001b[2J`,
    expect.stringMatching(/^[0-9a-f]{12} api: log in with «secret 1»$/),
  ]);
  const outputs = [renderTerminal(review), renderMarkdown(review), renderJson(review)];
  for (const output of outputs) {
    expect(output).toContain('api: log in with «secret 1»');
    expect(output).not.toContain(SECRET);
    expect(output).not.toContain('\u001b');
  }
  // As code, whose fence is longer than what is in it, nobody is called.
  expect(outputs[1]).toContain('``' + `${two.slice(0, 12)} api: ask @everyone \`why\` \\u001b[2J` + '``');
});
