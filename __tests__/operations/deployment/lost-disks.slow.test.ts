import { applyPlan, planStack, type TerraformSettings } from '../../../operations/deployment';
import { begins, breaks, complains, ends, fails, type FakeStack, fakeStack, plans } from './fake-programs';

// How the libvirt provider's race is met, with a Terraform that prints what the test tells it to.

const DISK = 'libvirt_cloudinit_disk.nodes-0';
const VOLUME = 'libvirt_volume.nodes-0-root';
const EMPTY = 'error while retrieving remote ISO: corrupted-image: EOF';
const FOR_EVER = 'sleep 600';

/** As Terraform: the first interrupt lets it go on, the second ends it. */
const goesOn = (seconds: number) =>
  `trap "trap - INT" INT; sleep ${seconds} & while kill -0 $!; do wait; done`;

/** A test with a stack of its own. It mostly waits, so all of them run at once. */
function withStack(title: string, run: (fake: FakeStack) => Promise<void>): void {
  test.concurrent(title, async () => {
    const fake = fakeStack();
    try {
      await run(fake);
    } finally {
      fake.remove();
    }
  });
}

const notes = (fake: FakeStack) =>
  fake.events.flatMap((event) => (event.kind === 'note' ? event.message : []));

async function deploy(fake: FakeStack, changed: Partial<TerraformSettings> = {}): Promise<void> {
  const settings = { ...fake.settings, ...changed };
  await applyPlan(fake.stack, await planStack(fake.stack, settings), settings);
}

for (const [what, first, note] of [
  ['reads an empty disk', fails(EMPTY), 'read an empty cloud-init disk'],
  ['hangs on a disk', `${begins(DISK)}; ${FOR_EVER}`, 'hung on a cloud-init disk'],
  [
    'hangs on a disk, behind which volumes wait',
    `${begins(VOLUME)}; ${begins(DISK)}; ${FOR_EVER}`,
    'hung on a cloud-init disk',
  ],
  ['says nothing at all', FOR_EVER, 'no output in a plan; planning again'],
] as const)
  withStack(`a plan that ${what} is repeated`, async (fake) => {
    fake.script({ plan: [first, plans({ 'a.b': 'create' })] });

    expect((await planStack(fake.stack, fake.settings)).changes).toMatchObject([
      { address: 'a.b', action: 'create' },
    ]);
    expect(notes(fake)).toEqual([expect.stringContaining(note)]);
  });

withStack('a plan that fails for another reason is not repeated', async (fake) => {
  fake.script({ plan: [fails('failed to connect'), plans({})] });

  await expect(planStack(fake.stack, fake.settings)).rejects.toThrow('failed to connect');
  expect(fake.calls()).toEqual(['plan']);
});

withStack('a plan that prints nothing at all twice is given up', async (fake) => {
  fake.script({ plan: [FOR_EVER, FOR_EVER] });

  await expect(planStack(fake.stack, fake.settings)).rejects.toThrow(
    'said nothing for 1.5 s and was ended, twice',
  );
  expect(fake.calls()).toEqual(['plan', 'plan']);
});

withStack('a plan that keeps hanging on a disk is given up', async (fake) => {
  const hangs = `${begins(DISK)}; ${FOR_EVER}`;
  fake.script({ plan: [hangs, hangs, hangs] });

  await expect(planStack(fake.stack, fake.settings)).rejects.toThrow('did not finish in 3 attempts');
});

withStack('a plan in which a volume, not a disk, takes long is waited for', async (fake) => {
  fake.script({ plan: [`${begins(VOLUME)}; sleep 0.8; ${ends(VOLUME)}; ${plans({ 'a.b': 'create' })}`] });

  await planStack(fake.stack, fake.settings);

  expect(fake.calls()).toEqual(['plan', 'show']);
});

withStack(
  'an apply that hangs on a disk continues with the rest, once the disk is removed from its host',
  async (fake) => {
    fake.script({
      plan: [plans({ 'a.b': 'create', [DISK]: 'create' }), plans({ [DISK]: 'create' })],
      apply: [`${begins('a.b')}; ${begins(DISK)}; ${ends('a.b')}; ${FOR_EVER}`, 'exit 0'],
    });

    await deploy(fake);

    expect(fake.calls()).toEqual(['plan', 'show', 'apply', 'plan', 'show', 'apply']);
    const virsh = '--quiet --connect qemu+unix:///system';
    expect(fake.virshCalls()).toEqual([
      `${virsh} pool-refresh fast`,
      `${virsh} vol-delete --pool fast shop-dev-nodes-0-cloud-init`,
    ]);
  },
);

withStack('an apply that hangs on a disk that a volume waits for continues, too', async (fake) => {
  fake.script({
    plan: [plans({ [VOLUME]: 'create', [DISK]: 'create' }), plans({ [VOLUME]: 'create', [DISK]: 'create' })],
    apply: [`${begins(DISK)}; ${begins(VOLUME)}; ${FOR_EVER}`, 'exit 0'],
  });

  await deploy(fake);

  expect(fake.calls()).toEqual(['plan', 'show', 'apply', 'plan', 'show', 'apply']);
});

withStack(
  'a disk that cannot be removed from its host is left to a person, with instructions',
  async (fake) => {
    const unreachable = `printf '#!/bin/bash\\necho no route to host; exit 255' > ssh`;
    fake.script({
      plan: [plans({ [DISK]: 'create' }), plans({ [DISK]: 'create' })],
      apply: [`${unreachable}; ${begins(DISK)}; ${FOR_EVER}`],
    });

    const failure = expect(deploy(fake)).rejects;

    await failure.toThrow(
      /left on its host:\nno route to host\n→ Remove it and deploy again: ssh .* -l ops -- desk 'LC_ALL=C virsh .* vol-delete --pool fast shop-dev-nodes-0-cloud-init'/,
    );
  },
);

withStack('an apply that reads an empty disk continues with the rest', async (fake) => {
  fake.script({
    plan: [plans({ [DISK]: 'create' }), plans({ [DISK]: 'delete,create' }, 'libvirt_cloudinit_disk')],
    apply: [fails(EMPTY), 'exit 0'],
  });

  await deploy(fake);

  expect(fake.calls()).toEqual(['plan', 'show', 'apply', 'plan', 'show', 'apply']);
  expect(fake.virshCalls()).toEqual([]);
});

withStack(
  'a disk that was begun and lost, whatever another failed on, is removed from its host',
  async (fake) => {
    const create = plans({ [DISK]: 'create' });
    fake.script({
      plan: [create, create],
      apply: [`${begins(DISK)}; ${breaks(DISK)}; ${fails(EMPTY)}`, 'exit 0'],
    });

    await deploy(fake);

    expect(fake.virshCalls()).toEqual([
      expect.stringContaining('pool-refresh fast'),
      expect.stringContaining('vol-delete --pool fast shop-dev-nodes-0-cloud-init'),
    ]);
  },
);

withStack('a disk that an earlier attempt left behind is removed before each later one', async (fake) => {
  const create = plans({ [DISK]: 'create' });
  fake.script({
    plan: [create, create, create],
    apply: [`${begins(DISK)}; ${FOR_EVER}`, fails(EMPTY), 'exit 0'],
  });

  await deploy(fake);

  expect(fake.virshCalls().filter((call) => call.includes('vol-delete'))).toHaveLength(2);
});

withStack("a disk of another's that was on the host already is left there", async (fake) => {
  const create = plans({ [DISK]: 'create' });
  const taken = complains("storage volume 'shop-dev-nodes-0-cloud-init' exists already", DISK);
  fake.script({
    plan: [create, create],
    apply: [`${begins(DISK)}; ${breaks(DISK)}; ${taken}; ${fails(EMPTY)}`, 'exit 0'],
  });

  await deploy(fake);

  expect(fake.virshCalls()).toEqual([]);
});

withStack('an apply that hangs on a network continues with the rest', async (fake) => {
  const network = 'libvirt_network.lan';
  fake.script({
    plan: [plans({ [network]: 'create' }), plans({ [network]: 'create' })],
    apply: [`${begins(network)}; ${FOR_EVER}`, 'exit 0'],
  });
  const limits = { hangMs: [300, 600], longMs: 300, silenceMs: 1_500, initMs: 10_000 };

  await deploy(fake, { limits });

  expect(notes(fake)).toEqual([expect.stringContaining('hung on a network')]);
});

for (const [what, connect, removed] of [
  ['is removed from its host', '', ['net-destroy', 'net-undefine']],
  ["is left there if machines are connected to it: it is another's", 'touch connected;', []],
] as const)
  withStack(
    `a network that was begun beside a disk that hangs, and is not recorded, ${what}`,
    async (fake) => {
      const network = 'libvirt_network.lan';
      const create = plans({ [network]: 'create', [DISK]: 'create' });
      const limits = { hangMs: [300, 600], longMs: 300, silenceMs: 1_500, initMs: 10_000 };
      fake.script({
        plan: [create, create],
        apply: [`${connect} ${begins(network)}; ${breaks(network)}; ${begins(DISK)}; ${FOR_EVER}`, 'exit 0'],
      });

      await deploy(fake, { limits });

      expect(fake.virshCalls().filter((call) => /net-(?!port)/.test(call))).toEqual(
        removed.map((command) => expect.stringContaining(`${command} shop-dev-lan`)),
      );
    },
  );

for (const [what, disk, removed] of [
  ['is removed from its host', 'shop-dev-nodes-0-root', ['destroy', 'undefine']],
  ["is left there if it starts from another disk: it is another's", 'nodes-0-root', []],
] as const)
  withStack(
    `a machine that was begun beside a disk that hangs, and is not recorded, ${what}`,
    async (fake) => {
      const machine = 'libvirt_domain.nodes-0';
      const create = plans({ [machine]: 'create', [DISK]: 'create' });
      const listed = `echo ' vda      /var/lib/libvirt/images/${disk}' > disks`;
      fake.script({
        plan: [create, create],
        apply: [`${listed}; ${begins(machine)}; ${begins(DISK)}; ${FOR_EVER}`, 'exit 0'],
      });

      await deploy(fake);

      expect(fake.virshCalls().filter((call) => /destroy|undefine/.test(call))).toEqual(
        removed.map((command) => expect.stringContaining(`${command} shop-dev-nodes-0`)),
      );
    },
  );

const IMAGE = 'libvirt_volume.nodes-base';
/** A provider that moves no bytes; and one that moves some. */
const STUCK = 'exec -a terraform-provider-x sleep 600';
const SLOW = 'exec -a terraform-provider-x bash -c "while sleep 0.2; do echo more; done"';

withStack('an apply whose upload hangs continues with the rest', async (fake) => {
  fake.script({
    plan: [plans({ 'a.b': 'create', [IMAGE]: 'create' }), plans({ [IMAGE]: 'create' })],
    apply: [`(${STUCK}) & ${begins('a.b')}; ${begins(IMAGE)}; ${ends('a.b')}; wait`, 'exit 0'],
  });

  await deploy(fake);

  expect(fake.calls()).toEqual(['plan', 'show', 'apply', 'plan', 'show', 'apply']);
  expect(notes(fake)).toEqual([expect.stringContaining('hung on an upload')]);
});

withStack('a machine that hangs behind a disk is not waited for as an upload is', async (fake) => {
  const machine = 'libvirt_domain.nodes-1';
  const create = plans({ [DISK]: 'create', [machine]: 'create' });
  fake.script({
    plan: [create, create],
    apply: [`${begins(DISK)}; ${begins(machine)}; ${FOR_EVER}`, 'exit 0'],
  });

  await deploy(fake);

  expect(notes(fake)).toEqual([expect.stringContaining('hung on a cloud-init disk')]);
});

withStack('a machine whose host never answers is given up after the long limit', async (fake) => {
  const machine = 'libvirt_domain.nodes-1';
  fake.script({
    plan: [plans({ [machine]: 'create' }), fails('failed to connect')],
    apply: [`${begins(machine)}; ${FOR_EVER}`],
  });
  const limits = { hangMs: [300, 600], longMs: 1_000, silenceMs: 10_000, initMs: 10_000 };

  await expect(deploy(fake, { limits })).rejects.toThrow('failed to connect');

  expect(notes(fake)).toEqual(['the libvirt provider hung on a machine in an apply; planning what is left']);
});

withStack('an apply that is told to stop, and hangs, ends all the same', async (fake) => {
  const stop = new AbortController();
  fake.script({
    plan: [plans({ [DISK]: 'create' })],
    apply: [`${begins(DISK)}; ${goesOn(600)}`],
  });
  setTimeout(() => {
    stop.abort();
  }, 1_000);
  const limits = { hangMs: [3_000, 600], longMs: 60_000, silenceMs: 10_000, initMs: 10_000 };

  await expect(deploy(fake, { stop: stop.signal, limits })).rejects.toThrow('the apply was interrupted');

  expect(fake.calls()).toEqual(['plan', 'show', 'apply']);
});

for (const [what, hanging, provider] of [
  ['a disk', DISK, ''],
  ['an upload', IMAGE, `(${STUCK}) &`],
] as const)
  withStack(`what is made beside ${what} that hangs is let end, so that the state knows it`, async (fake) => {
    const network = 'libvirt_network.lan';
    const ended = `echo ended >> virsh-calls; ${ends(network)}`;
    const apply = `${provider} ${begins(network)}; ${begins(hanging)}; ${goesOn(4)}; ${ended}; exec ${FOR_EVER}`;
    fake.script({
      plan: [plans({ [network]: 'create', [hanging]: 'create' }), plans({ [hanging]: 'create' })],
      apply: [apply, 'exit 0'],
    });
    const limits = { hangMs: [300, 600], longMs: 300, silenceMs: 1_500, initMs: 10_000 };

    await deploy(fake, { limits });

    expect(fake.virshCalls()).toContain('ended');
  });

withStack('a disk that an upload waits for is removed from its host, too', async (fake) => {
  fake.script({
    plan: [plans({ [IMAGE]: 'create', [DISK]: 'create' }), plans({ [IMAGE]: 'create', [DISK]: 'create' })],
    apply: [`(${STUCK}) & ${begins(DISK)}; ${begins(IMAGE)}; wait`, 'exit 0'],
  });

  await deploy(fake);

  expect(fake.virshCalls()).toEqual([
    expect.stringContaining('pool-refresh fast'),
    expect.stringContaining('vol-delete --pool fast shop-dev-nodes-0-cloud-init'),
  ]);
});

withStack('a slow upload is waited for', async (fake) => {
  fake.script({
    plan: [plans({ [IMAGE]: 'create' })],
    apply: [`(${SLOW}) > more & ${begins(IMAGE)}; sleep 3; ${ends(IMAGE)}; exit 0`],
  });

  await deploy(fake);

  expect(fake.calls()).toEqual(['plan', 'show', 'apply']);
});

withStack('a disk that waits for an image upload is not mistaken for one that hangs', async (fake) => {
  const image = 'libvirt_volume.nodes-base';
  fake.script({
    plan: [plans({ [image]: 'create', [DISK]: 'create' })],
    apply: [`${begins(image)}; ${begins(DISK)}; sleep 2; ${ends(image)}; ${ends(DISK)}; exit 0`],
  });

  await deploy(fake);

  expect(fake.calls()).toEqual(['plan', 'show', 'apply']);
});

for (const [what, left, type, message] of [
  ['something else', { 'a.x': 'delete' }, 'terraform_data', 'left more to do than it began with: a.x'],
  [
    'the replacement of data',
    { 'a.b': 'delete,create' },
    'libvirt_volume',
    'left more to do than it began with: a.b',
  ],
] as const)
  withStack(`an apply that would leave ${what} to do stops there`, async (fake) => {
    fake.script({ plan: [plans({ 'a.b': 'create' }), plans(left, type)], apply: [fails(EMPTY)] });

    await expect(deploy(fake)).rejects.toThrow(message);
    expect(fake.calls().filter((call) => call === 'apply')).toHaveLength(1);
  });

withStack('an apply that fails for another reason is not repeated', async (fake) => {
  fake.script({ plan: [plans({ 'a.b': 'create' })], apply: [fails('no space left on device')] });

  await expect(deploy(fake)).rejects.toThrow('no space left on device');
  expect(fake.calls()).toEqual(['plan', 'show', 'apply']);
});

withStack('an apply that is told to stop may finish, and is not continued', async (fake) => {
  const stop = new AbortController();
  const finishes = `trap "echo finished >> virsh-calls; exit 1" INT; ${begins('a.b')}; sleep 600 & wait`;
  fake.script({ plan: [plans({ 'a.b': 'create' })], apply: [finishes] });
  const tell = () => {
    stop.abort();
  };

  const plan = await planStack(fake.stack, fake.settings);
  const apply = applyPlan(fake.stack, plan, { ...fake.settings, tell, stop: stop.signal });

  await expect(apply).rejects.toThrow('the apply was interrupted; what was done is in the state');
  expect(fake.virshCalls()).toEqual(['finished']);
});
