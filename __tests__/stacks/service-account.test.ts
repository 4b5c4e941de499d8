import { cronJob, existingServiceAccount, job, service, type ServiceAccount } from 'slipway';
import { front, services, smallProject, store } from '../support/small-project';
import { synthProject } from '../support/synth-project';

const { front: settings, store: stored } = services('dev.example.com');
const READ = { apiGroups: [''], resources: ['configmaps'], verbs: ['get'] };
const known = service({ ...front.props, serviceAccount: { annotations: { team: 'front' }, rights: [READ] } });
const nightly = cronJob({ name: 'nightly', of: known, command: ['report'], schedule: '@daily' });
const migrate = job({ name: 'migrate', of: known, command: ['migrate'], before: [known] });
const own = cronJob({
  ...{ name: 'own', of: known, command: ['clean'], schedule: '@daily' },
  serviceAccount: { token: true },
});

function synthWith(
  serviceAccount: ServiceAccount | ReturnType<typeof existingServiceAccount> | undefined,
): any {
  const { stacks } = synthProject(
    smallProject({
      devOnly: true,
      project: { services: [known, store], jobs: [nightly, migrate, own] },
      dev: { services: { front: { ...settings, serviceAccount }, store: stored } },
    }),
  );
  return stacks['dev-services']?.resource;
}

const accountOf = (resource: any, name: string): any =>
  resource.kubernetes_cron_job_v1[name].spec.job_template.spec.template.spec.service_account_name;

test('an environment adds what its cloud knows the account by, and leaves the rights', () => {
  const resource = synthWith({ annotations: { 'eks.amazonaws.com/role-arn': 'arn' } });
  expect(resource.kubernetes_service_account_v1.front.metadata.annotations).toEqual({
    team: 'front',
    'eks.amazonaws.com/role-arn': 'arn',
  });
  expect(resource.kubernetes_role_v1.front.rule).toHaveLength(1);
});

test('an environment may have the account already', () => {
  const resource = synthWith(existingServiceAccount('front-prod'));
  expect(resource.kubernetes_deployment_v1.front.spec.template.spec.service_account_name).toBe('front-prod');
  expect(accountOf(resource, 'nightly')).toBe('front-prod');
  expect(resource).not.toHaveProperty('kubernetes_role_v1');
});

test('jobs run under the account of their service, which is there before them, unless they have their own', () => {
  const resource = synthWith(undefined);
  expect(['nightly', 'migrate', 'own'].map((name) => accountOf(resource, name))).toEqual([
    'front',
    'front',
    'own',
  ]);
  expect(resource.kubernetes_cron_job_v1.migrate.depends_on).toContain('kubernetes_role_binding_v1.front');
  expect(Object.keys(resource.kubernetes_service_account_v1).sort()).toEqual(['front', 'own']);
  expect(Object.keys(resource.kubernetes_role_v1)).toEqual(['front']);
});
