import type { Policy } from '../policy';

/** What the code says is no secret, although it looks like one: a reviewer reads why. */
export const notSecret: Policy = {
  name: 'secrets/not-secret',
  severity: { protected: 'note', other: 'note' },
  judgeProject: ({ stacks }) => {
    const said = [...stacks.values()].flatMap(({ name, notSecrets }) =>
      notSecrets.map(({ construct, reason }) => ({
        path: `${name} ${construct}`,
        message: 'holds a text that looks like a secret and is declared not to be one',
        value: reason,
        advice: 'Nothing, if the reason holds. If not, take notSecret(…) away and change the secret.',
      })),
    );
    return said.length === 0 ? 'not applicable' : said;
  },
};
