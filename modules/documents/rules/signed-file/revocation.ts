import { CertificateRevocationList } from 'pkijs';
import { isWeakSignature, verifies } from './algorithms.ts';
import { attempt, readAsn1 } from './asn1.ts';
import { blocksIn, type ReadCertificate } from './certificate.ts';
import type { Revocation } from './signed-file.ts';

const DELTA = '2.5.29.27';
const ISSUING_POINT = '2.5.29.28';
const MOST_LISTS = 20;

/** The revocation lists in a text or file: PEM blocks, or one in DER. */
export const revocationListsIn = (bytes: Buffer): Buffer[] => blocksIn(bytes, 'X509 CRL');

/**
 * Was the certificate revoked, as the lists at hand say? GOOD only by a whole list of its issuer that covers the time
 * of signing or is later. With a time that is only declared, any revocation counts: nobody can prove that it came after.
 * [CAD art. 24 c. 4-bis]
 */
export function revocationOf(
  certificate: ReadCertificate,
  issuer: ReadCertificate | undefined,
  lists: readonly Buffer[],
  time: { signedAt: Date; proven: boolean },
): { revocation: Revocation; on: Date | null } {
  let good = false;
  for (const list of issuer ? lists.slice(0, MOST_LISTS) : []) {
    const read = readAsn1(list);
    const crl = read && attempt(() => new CertificateRevocationList({ schema: read.node }));
    if (!crl || !isOf(crl, issuer!)) continue;
    const entry = crl.revokedCertificates?.find((r) =>
      r.userCertificate.isEqual(certificate.pki.serialNumber),
    );
    if (entry) {
      const on = entry.revocationDate.value;
      if (!time.proven || on <= time.signedAt) return { revocation: 'REVOKED', on };
    }
    const from = crl.thisUpdate.value;
    const to = crl.nextUpdate?.value;
    if (from >= time.signedAt || (to && time.signedAt <= to)) good = true;
  }
  return { revocation: good ? 'GOOD' : 'NOT_CHECKED', on: null };
}

/** A whole list, signed by the issuer; one for a part of the certificates or of the reasons is not relied on. */
function isOf(crl: CertificateRevocationList, issuer: ReadCertificate): boolean {
  const extensions = crl.crlExtensions?.extensions ?? [];
  if (extensions.some((e) => e.extnID === DELTA || (e.critical && e.extnID !== ISSUING_POINT))) return false;
  const point = extensions.find((e) => e.extnID === ISSUING_POINT)?.parsedValue;
  if (
    point &&
    (point.onlyContainsCACerts ||
      point.onlyContainsAttributeCerts ||
      point.indirectCRL ||
      point.onlySomeReasons)
  )
    return false;
  if (isWeakSignature(crl.signatureAlgorithm)) return false;
  return (
    attempt(
      () =>
        crl.issuer.isEqual(issuer.pki.subject) &&
        verifies(
          crl.signatureAlgorithm,
          null,
          issuer.key,
          Buffer.from(crl.tbsView),
          Buffer.from(crl.signatureValue.valueBlock.valueHexView),
        ) === true,
    ) ?? false
  );
}
