import { formatOriginFile } from '../../origin-file.ts';
import { ask, type ReleaseCheck } from '../check.ts';
import { readFromLayer, type Subject } from '../subject.ts';

/** The client asks the origin of release.yaml for updates, and takes them from the publisher of this machine's keys, from nobody else. */
export function checkUpdateSource(subject: Subject): Promise<ReleaseCheck> {
  const { publishUrl } = subject.written.release;
  return ask('update-source', `updates from ${publishUrl}, signed under the root of the publisher`, 'so they are', async () => {
    const [origin, root] = await Promise.all(['origin.json', 'root.json'].map((name) => readFromLayer(subject, 'client', name)));
    return [
      ...(origin?.toString('utf8') === formatOriginFile(publishUrl) ? [] : ['origin.json names another origin']),
      ...(root?.equals(subject.anchors.root) === true ? [] : ['root.json is another root']),
    ];
  });
}
