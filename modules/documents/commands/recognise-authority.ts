import { createHash } from 'node:crypto';
import type { Call } from '#platform/call';
import { perform } from '#platform/database/transaction';
import { InvalidInput, NotFound, RuleBroken } from '#platform/errors';
import { isId } from '#platform/ids';
import { demand } from '#platform/permission';
import { mayRecogniseAuthorities } from '../permissions.ts';
import { keyIsSound } from '../rules/signed-file/algorithms.ts';
import { certificatesIn, maySignCertificates, readCertificate } from '../rules/signed-file/certificate.ts';
import {
  insertSignaturePolicy,
  insertTrustAnchor,
  lockTrustAnchor,
  removeTrustAnchor,
} from '../store/trust-anchors.ts';

const MOST_AT_ONCE = 500;

/**
 * Recognises the certification authorities of a file (PEM, one or more, or one in DER): all of it or nothing. Those that
 * are recognised already are left as they are.
 * @param source where the certificates come from, such as the trusted list of AgID with its date.
 * @throws InvalidInput for what is not a certificate of an authority; RuleBroken `documents.not-an-authority`.
 */
export async function recogniseAuthorities(
  call: Call,
  input: { certificates: Buffer; source: string },
): Promise<{ added: number; known: number }> {
  demand(call, mayRecogniseAuthorities);
  const found = certificatesIn(input.certificates).slice(0, MOST_AT_ONCE + 1);
  const read = found.map((der) => readCertificate(der));
  if (found.length === 0 || found.length > MOST_AT_ONCE || read.some((c) => c === null))
    throw new InvalidInput({
      certificati: `Il file non contiene certificati leggibili: occorre un file PEM (-----BEGIN CERTIFICATE-----) o DER, con al massimo ${MOST_AT_ONCE} certificati.`,
    });
  for (const certificate of read) {
    if (!maySignCertificates(certificate!) || keyIsSound(certificate!.key) !== true)
      throw new RuleBroken('documents.not-an-authority', {
        name: certificate!.subject,
        field: 'certificati',
      });
    if (certificate!.to < call.now)
      throw new RuleBroken('documents.authority-expired', {
        name: certificate!.subject,
        field: 'certificati',
      });
  }
  const fingerprints = found.map((der) => createHash('sha256').update(der).digest('hex'));
  return perform(
    call,
    'documents.recognise-authorities',
    async (tx) => {
      let added = 0;
      for (const [index, certificate] of read.entries()) {
        const { subject: name, serial, from: validFrom, to: validTo, der } = certificate!;
        const fingerprint = fingerprints[index]!;
        const anchor = {
          name,
          serial,
          validFrom,
          validTo,
          fingerprint,
          certificate: der,
          source: input.source,
        };
        const id = await insertTrustAnchor(tx, anchor);
        if (id === null) continue;
        added++;
        tx.record({
          action: 'documents.authority-recognised',
          target: 'trust-anchor',
          targetId: id,
          reason: input.source,
          facts: { name, serial, fingerprint },
        });
      }
      return { added, known: read.length - added };
    },
    { fingerprints, source: input.source },
  );
}

/**
 * Recognises an authority no more: checks already made stay as they were.
 * @throws NotFound when it is not recognised.
 */
export async function disownAuthority(
  call: Call,
  input: { anchorId: string; reason: string },
): Promise<void> {
  demand(call, mayRecogniseAuthorities);
  await perform(
    call,
    'documents.disown-authority',
    async (tx) => {
      const anchor = isId(input.anchorId) ? await lockTrustAnchor(tx, input.anchorId) : null;
      if (!anchor) throw new NotFound('trust-anchor', input.anchorId);
      await removeTrustAnchor(tx, input.anchorId, input.reason);
      tx.record({
        action: 'documents.authority-disowned',
        target: 'trust-anchor',
        targetId: input.anchorId,
        reason: input.reason,
        facts: anchor,
      });
    },
    input,
  );
}

/** Says whether signatures whose revocation nobody checked are refused. */
export async function setSignaturePolicy(
  call: Call,
  input: { revocationRequired: boolean; reason: string },
): Promise<void> {
  demand(call, mayRecogniseAuthorities);
  await perform(
    call,
    'documents.set-signature-policy',
    async (tx) => {
      await insertSignaturePolicy(tx, input);
      tx.record({
        action: 'documents.signature-policy-set',
        target: 'centre',
        targetId: call.centreId,
        reason: input.reason,
        after: input,
        facts: { revocationRequired: input.revocationRequired },
      });
    },
    input,
  );
}
