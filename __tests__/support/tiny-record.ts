/** The record of a project with one environment and one stack. */
export const TINY_RECORD = {
  version: 1,
  project: 'tiny',
  environments: [
    { name: 'dev', after: null, protected: false, namespace: 'tiny-dev', services: {}, hosts: {}, pools: {} },
  ],
  images: {},
  stacks: { 'dev-services': { environment: 'dev', state: 'dev-services', dependsOn: [], resources: {} } },
  findings: [],
};
