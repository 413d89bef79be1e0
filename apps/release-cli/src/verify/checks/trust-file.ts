import { X509Certificate } from 'node:crypto';
import { parseTrust, spkiPin } from '@togo/tls-policy';
import { ask, type ReleaseCheck } from '../check.ts';
import { readFromLayer, type Subject } from '../subject.ts';

/** The client believes the certification authority of the reception system, through a pin and a backup pin, and nobody else. */
export function checkTrust(subject: Subject): Promise<ReleaseCheck> {
  const { trust } = subject.anchors;
  return ask('trust', 'trust.json with the authorities, revocation lists and pins of the reception system', 'those', async () => {
    const bytes = await readFromLayer(subject, 'client', 'trust.json');
    const [found, known] = [bytes, trust].map((text) => parseTrust(text.toString('utf8')));
    if (found === undefined || known === undefined) return [];
    const pins = [...found.ca, ...(found.intermediates ?? [])].map((pem) => spkiPin(new X509Certificate(pem).publicKey));
    const strange = (what: string, entries: readonly string[] = [], others: readonly string[] = []): string[] => {
      const count = entries.filter((entry) => !others.includes(entry)).length;
      return count === 0 ? [] : [`${count} unknown ${what}`];
    };
    const faults = [
      ...strange('root certificates', found.ca, known.ca),
      ...strange('intermediate certificates', found.intermediates, known.intermediates),
      ...strange('revocation lists', found.crl, known.crl),
      ...strange('pins', found.pins, known.pins),
      ...(found.pins.some((pin) => pins.includes(pin)) ? [] : ['no pin is that of one of its authorities']),
    ];
    return faults.length > 0 || bytes.equals(trust) ? faults : ['less than it should be, or in another order'];
  });
}
