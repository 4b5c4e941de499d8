/* eslint-disable @typescript-eslint/no-require-imports, @typescript-eslint/consistent-type-imports -- the code of a command is loaded when it is called: the help needs this table alone. */
import type { Command } from 'commander';
import { EXIT } from './exit-codes';

/** A command as the help lists it, and what adds its options and what it does. */
interface CommandRow {
  /** Its name and its arguments. */
  readonly usage: string;
  readonly description: string;
  readonly load: () => (command: Command) => void;
}

/** In the order of the help: from a new project to what runs. */
export const COMMANDS: readonly CommandRow[] = [
  {
    usage: 'init [folder]',
    description:
      'write a project of your own: a service, two environments, a test, a pipeline; change nothing that is there',
    load: () => (require('./init') as typeof import('./init')).addInit,
  },
  {
    usage: 'add',
    description: 'add a service, an environment or a host to the project, and register it in its sources',
    load: () => (require('./add') as typeof import('./add')).addAdd,
  },
  {
    usage: 'summary',
    description: 'summarise the last synth: services by environment, machines by host, findings, files',
    load: () => (require('./summary') as typeof import('./summary')).addSummary,
  },
  {
    usage: 'report',
    description:
      'write the last synth as one HTML file: hosts, machines, workloads and connections, images, findings, variables',
    load: () => (require('./report') as typeof import('./report')).addReport,
  },
  {
    usage: 'machines [environment]',
    description: 'list the machines as a table, an Ansible inventory, an ssh_config or lines for /etc/hosts',
    load: () => (require('./machines') as typeof import('./machines')).addMachines,
  },
  {
    usage: 'why <thing>',
    description:
      'say where a pod, machine, image or Terraform address comes from, or why a service is built again',
    load: () => (require('./why') as typeof import('./why')).addWhy,
  },
  {
    usage: 'diff [before] [after]',
    description:
      'show what a change does, the most dangerous first: between two synthesised folders, or since a commit',
    load: () => (require('./diff') as typeof import('./diff')).addDiff,
  },
  {
    usage: 'watch',
    description: 'synthesise after each save of a file, and show what the save changes, until Ctrl-C',
    load: () => (require('./watch') as typeof import('./watch')).addWatch,
  },
  {
    usage: 'check [folder]',
    description: 'check a synth against policies: privileges, limits, tags, secrets, exposure, data',
    load: () => (require('./check') as typeof import('./check')).addCheck,
  },
  {
    usage: 'place <environment>',
    description:
      'place the slots of an environment on its hosts, and write environments/<environment>/placement.json',
    load: () => (require('./place') as typeof import('./place')).addPlace,
  },
  {
    usage: 'roll <environment> <pool>',
    description:
      'replace the machines of a pool wave by wave, until all of them are what the environment says',
    load: () => (require('./roll') as typeof import('./roll')).addRoll,
  },
  {
    usage: 'grow <environment> [disks]',
    description: 'grow data disks to their declared size; [disks] is a pool, pool/slot or pool/slot/disk',
    load: () => (require('./grow') as typeof import('./grow')).addGrow,
  },
  {
    usage: 'join <environment>',
    description: 'make the machines of the node pool join the cluster, where they have not joined yet',
    load: () => (require('./join') as typeof import('./join')).addJoin,
  },
  {
    usage: 'pin [service...]',
    description: 'ask the registries what the tags of prebuilt images point to, and write the digests',
    load: () => (require('./pin') as typeof import('./pin')).addPin,
  },
  {
    usage: 'images [service...]',
    description:
      'list the images that are built here, with the tags of their sources, for people and pipelines',
    load: () => (require('./images') as typeof import('./images')).addImages,
  },
  {
    usage: 'mirror <environment>',
    description: 'copy the images that an environment runs, by digest, to the registries that it pulls from',
    load: () => (require('./mirror') as typeof import('./mirror')).addMirror,
  },
  {
    usage: 'deploy <environment> [stacks...]',
    description:
      'plan, check and apply the stacks of an environment in order; `deploy images` builds and pushes the images',
    load: () => (require('./deploy') as typeof import('./deploy')).addDeploy,
  },
  {
    usage: 'destroy <environment> [stacks...]',
    description: 'destroy the stacks of an environment, services first; data only where you say so',
    load: () => (require('./destroy') as typeof import('./destroy')).addDestroy,
  },
  {
    usage: 'release [service...]',
    description: 'record the images that were built, and select them in the first environment',
    load: () => (require('./release') as typeof import('./release')).addRelease,
  },
  {
    usage: 'rebuild <service>',
    description: 'build the same source again, with a reason, and release the second image of it',
    load: () => (require('./rebuild') as typeof import('./rebuild')).addRebuild,
  },
  {
    usage: 'verify <environment> [service...]',
    description: 'prove that the cluster runs what is selected, and record it',
    load: () => (require('./verify') as typeof import('./verify')).addVerify,
  },
  {
    usage: 'promote [environment] [service...]',
    description: 'select in an environment what the one before it has verified',
    load: () => (require('./promote') as typeof import('./promote')).addPromote,
  },
  {
    usage: 'rollback <environment> [service...]',
    description:
      'select an earlier image again, and hold it; without a service, for all that the last change selected',
    load: () => (require('./rollback') as typeof import('./rollback')).addRollback,
  },
  {
    usage: 'reject <digest>',
    description: 'forbid an image: it can never be selected again, in any environment',
    load: () => (require('./reject') as typeof import('./reject')).addReject,
  },
  {
    usage: 'sign [environment] [service...]',
    description: 'vouch for recorded events: sign those that are not signed as their environment asks for',
    load: () => (require('./sign') as typeof import('./sign')).addSign,
  },
  {
    usage: 'releases [service...]',
    description: 'show what each environment selects, since when, what waits for what, and the commits in it',
    load: () => (require('./releases') as typeof import('./releases')).addReleases,
  },
  {
    usage: 'status [environment]',
    description: `compare what the clusters run with what is selected; exit code ${EXIT.changes} where they differ`,
    load: () => (require('./status') as typeof import('./status')).addStatus,
  },
  {
    usage: 'completion',
    description:
      'print the completion script of a shell; source it, or save it where the shell looks for completions',
    load: () => (require('./completion') as typeof import('./completion')).addCompletion,
  },
];
