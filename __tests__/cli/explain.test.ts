import { deploymentPorts } from '../../cli/deploying/ports';
import { TerraformFailure } from '../../operations/deployment';
import { Failure } from '../../operations/process';

const STACK = 'dev-machines-a';
const REFUSED = 'Connection refused';

const { explain } = deploymentPorts({
  project: {} as never,
  releases: {} as never,
  environment: undefined,
  outdir: '/nowhere',
  ssh: ['ssh'],
  terraform: { env: {}, planFolder: '/nowhere' },
  tell: () => undefined,
  planOnly: false,
  rerunJobs: [],
  drain: true,
});

test('the advice for an unreachable hypervisor is to skip its stack', async () => {
  const detail = `failed to connect: ${REFUSED}`;
  const diagnostic = { severity: 'error' as const, summary: 'Provider produced an error', detail };

  expect(await explain(STACK, new TerraformFailure('terraform plan failed', STACK, [diagnostic]))).toEqual([
    expect.stringMatching(/^The hypervisor does not answer\.\n.*--skip dev-machines-a$/),
  ]);
});

test('failures of `terraform init` are explained too', async () => {
  const text = 'Error: Backend configuration changed';

  expect(await explain(STACK, new TerraformFailure('terraform init failed:', STACK, [], text))).toEqual([
    expect.stringContaining('init -migrate-state'),
  ]);
});

test('a machine that SSH cannot reach is not taken for an unreachable hypervisor', async () => {
  const failure = new Failure(
    `timed out after 900 s waiting for shop-dev-nodes-0 to accept SSH logins: ssh: ${REFUSED}`,
  );

  expect(await explain(STACK, failure)).toEqual([]);
});
