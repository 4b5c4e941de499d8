import type { Input } from '../input';

/**
 * Lists where containers share a folder under several paths, and where they have one each under the same path: here it is shared by its
 * path alone.
 */
export function noteSharedFolders(pod: Input): void {
  const volumes = pod.at('volumes').items();
  const folders = new Set(
    volumes
      .filter((volume) => volume.at('emptyDir').value !== undefined)
      .map((volume) => volume.at('name').value),
  );
  const places = new Map<string, string>();
  const owners = new Map<string, string>();
  for (const containers of ['containers', 'initContainers'])
    for (const container of pod.at(containers).items())
      for (const mount of container.at('volumeMounts').items()) {
        const [name, within, path] = ['name', 'subPath', 'mountPath'].map((key) => mount.at(key).value);
        if (!folders.has(name) || typeof path !== 'string') continue;
        const [folder, place] = [JSON.stringify([name, within]), path.replace(/(?<=.)\/$/, '')];
        const known = places.get(folder) ?? place;
        places.set(folder, known);
        const owner = owners.get(place) ?? folder;
        owners.set(place, owner);
        if (known !== place)
          mount.note(
            `It is another folder than ${known} here, with other files: containers share scratch under one path.`,
          );
        else if (owner !== folder)
          mount.note(
            `It is the same folder as that of another container at ${place}, with the same files and size: containers share scratch under one path.`,
          );
      }
}
