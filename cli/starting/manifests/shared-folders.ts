import type { Input } from '../input';

/** Lists where containers share a folder under several paths: here it is shared by its path, so that each would see one of its own. */
export function noteSharedFolders(pod: Input): void {
  const folders = new Set(
    pod
      .at('volumes')
      .items()
      .filter((volume) => volume.at('emptyDir').value !== undefined)
      .map((volume) => volume.at('name').value),
  );
  const first = new Map<string, string>();
  for (const containers of ['containers', 'initContainers'])
    for (const container of pod.at(containers).items())
      for (const mount of container.at('volumeMounts').items()) {
        const [name, within, path] = ['name', 'subPath', 'mountPath'].map((key) => mount.at(key).value);
        if (!folders.has(name) || typeof path !== 'string') continue;
        const [folder, place] = [JSON.stringify([name, within]), path.replace(/(?<=.)\/$/, '')];
        const known = first.get(folder) ?? place;
        first.set(folder, known);
        if (known !== place)
          mount.note(
            `It is another folder than ${known} here, with other files: containers share scratch under one path.`,
          );
      }
}
