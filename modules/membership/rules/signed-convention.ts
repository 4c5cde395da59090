import type { ReportedSignature } from '#documents';
import { InvalidInput, RuleBroken } from '#platform/errors';
import type { SignatureKind } from './signature-acceptance.ts';

/**
 * What kind of signature was read in a file: with a qualified certificate whose key is in a device a digital one,
 * otherwise an advanced one; both are good for a convention. [0.2; CAD art. 20, 24]
 */
export const kindOfSignature = ({ qualified }: Pick<ReportedSignature, 'qualified'>): SignatureKind =>
  qualified === 'QUALIFIED' ? 'DIGITAL' : 'ADVANCED';

/**
 * The signature that counts for a side: the good one that is not already the other side's; with several, the one of the
 * person named by surname or codice fiscale.
 * @throws RuleBroken `membership.same-signature-for-both`; InvalidInput when the person is not said, or is not one of them.
 */
export function chosenSignature(
  signatures: readonly ReportedSignature[],
  already: readonly { certificateSerial: string | null; signer: string }[],
  signer: string | null,
): ReportedSignature {
  const good = signatures.filter((s) => s.accepted);
  const free = good.filter((s) => already.every((a) => a.certificateSerial !== s.certificateSerial));
  if (free.length === 0)
    throw new RuleBroken('membership.same-signature-for-both', { signer: good[0]?.signer.name ?? '' });
  const named = signer ? free.filter((s) => isOf(s, signer)) : free;
  const people = new Set(named.map((s) => s.certificateSerial));
  if (named[0] && people.size === 1) return named[0];
  const names = [...new Set(free.map((s) => s.signer.name))].join(', ');
  throw new InvalidInput({
    firmatario: signer
      ? `Fra le firme valide non ce n’è una sola di «${signer}»: risultano quelle di ${names}.`
      : `Il file contiene le firme di ${names}: indicare di chi è quella della parte scelta.`,
  });
}

const isOf = ({ signer }: ReportedSignature, asked: string): boolean => {
  const wanted = asked.trim().toLocaleLowerCase('it');
  if (signer.taxCode?.toLocaleLowerCase('it') === wanted) return true;
  const words = signer.name.toLocaleLowerCase('it').split(/\s+/);
  return wanted.split(/\s+/).every((word) => words.includes(word));
};
