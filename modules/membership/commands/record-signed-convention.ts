import {
  type AuthorityReport,
  checkSignedFile,
  keepSignedFile,
  type ReportedSignature,
  refusal,
  type SignatureReport,
} from '#documents';
import { formatItalianDate, romeDate } from '#platform/calendar';
import type { Call } from '#platform/call';
import { perform, type Transaction } from '#platform/database/transaction';
import { InvalidInput, RuleBroken } from '#platform/errors';
import { demand } from '#platform/permission';
import { mayHandleApplications, maySignConventions } from '../permissions.ts';
import { getApplication } from '../queries/get-application.ts';
import { chosenSignature, kindOfSignature } from '../rules/signed-convention.ts';
import type { ApplicationRow } from '../store/applications.ts';
import { insertSignature, validSignatures } from '../store/signatures.ts';
import { actingFor } from './acting-for.ts';
import { type StepInput, takeInHand } from './application-step.ts';
import { checkReady, completed, type SignatureOutcome } from './record-signature.ts';

export interface SignedConventionInput extends StepInput {
  side: 'MEMBER' | 'CENTRE';
  file: { name: string; mediaType: string; bytes: Buffer };
  /** The convention, when the signature is in a file apart. */
  detached: Buffer | null;
  revocationLists: readonly Buffer[];
  /** The verification report of the certification authority, and what who attaches it says of it. */
  authorityReport: AuthorityReport | null;
  note: string | null;
  /** Surname or codice fiscale, when the file has several signatures. */
  signer: string | null;
  effectiveFrom: string | null;
}

/**
 * Receives the convention signed by one side: the signature is checked, its signer, certificate and date are read from
 * the file. A scan, an unsigned or altered file, an expired certificate, an unknown authority, another text: null, and
 * the attempt is kept with its report. With both sides signed the memberships are opened. [0.2, C1, trap 14]
 * @throws RuleBroken as `recordSignature`, `membership.same-signature-for-both`; InvalidInput when the file has several
 *   signatures and it is not said whose counts.
 */
export async function recordSignedConvention(
  call: Call,
  input: SignedConventionInput,
): Promise<SignatureOutcome> {
  const { bodyId } = await getApplication(call, input.applicationId);
  if (input.side === 'CENTRE') demand(call, mayHandleApplications);
  else demand(call, maySignConventions, bodyId);
  if (input.file.bytes.length === 0)
    throw new InvalidInput({ file: 'Il file è vuoto: scegliere la convenzione firmata.' });
  const report = await checkSignedFile(call, {
    fileName: input.file.name,
    bytes: input.file.bytes,
    detached: input.detached,
    revocationLists: input.revocationLists,
    authorityReport: input.authorityReport !== null,
    expected: { subject: 'membership-application', subjectId: input.applicationId, types: ['convention'] },
  });
  const { applicationId, side, note, signer, effectiveFrom } = input;
  return perform(
    call,
    'membership.record-signed-convention',
    async (tx) => {
      const application = await takeInHand(tx, input);
      checkReady(application, call.today);
      if (!report.accepted) return refused(tx, application, input, report);
      return accepted(tx, application, input, report);
    },
    { applicationId, side, note, signer, effectiveFrom, hash: report.hash },
  );
}

async function accepted(
  tx: Transaction,
  application: ApplicationRow,
  input: SignedConventionInput,
  report: SignatureReport,
): Promise<SignatureOutcome> {
  const already = await validSignatures(tx, application.id);
  if (already.some((s) => s.side === input.side))
    throw new RuleBroken('membership.side-already-signed', { side: input.side });
  const signature = chosenSignature(report.signatures, already, input.signer);
  const signedOn = signature.signedAt ? romeDate(new Date(signature.signedAt)) : tx.call.today;
  if (application.executiveFrom && signedOn < application.executiveFrom)
    throw new RuleBroken('membership.signed-before-executive', {
      signer: signature.signer.name,
      executiveFrom: application.executiveFrom,
    });
  const documentId = await keep(tx, application, input, report);
  await insertSignature(tx, application.id, {
    side: input.side,
    signer: nameOf(signature),
    kind: kindOfSignature(signature),
    signedOn,
    certificateSerial: signature.certificateSerial,
    result: 'VALID',
    documentId,
    report: { refused: null, check: report },
  });
  record(tx, application, input, { documentId, signedOn, serial: signature.certificateSerial }, null);
  return completed(tx, application, input);
}

async function refused(
  tx: Transaction,
  application: ApplicationRow,
  input: SignedConventionInput,
  report: SignatureReport,
): Promise<SignatureOutcome> {
  const code = report.kind === 'NONE' ? 'membership.signature-null' : 'membership.signed-file-refused';
  const reason = refusal(report);
  const documentId = await keep(tx, application, input, report);
  const [first] = report.signatures;
  const said = first?.signedAt ? romeDate(new Date(first.signedAt)) : tx.call.today;
  await insertSignature(tx, application.id, {
    side: input.side,
    signer: first ? nameOf(first) : 'Nessun firmatario nel file',
    kind: first ? kindOfSignature(first) : 'SCANNED',
    signedOn: said > tx.call.today ? tx.call.today : said,
    certificateSerial: first?.certificateSerial ?? null,
    result: 'NULL',
    documentId,
    report: { refused: code, reason, check: report },
  });
  record(tx, application, input, { documentId, kind: report.kind }, reason);
  return { accepted: false, code: 'membership.signed-file-refused', facts: { reason, documentId } };
}

async function keep(
  tx: Transaction,
  application: ApplicationRow,
  input: SignedConventionInput,
  report: SignatureReport,
): Promise<string> {
  const { documentId } = await keepSignedFile(tx, {
    type: 'signed-convention',
    title: `Convenzione ${report.accepted ? 'firmata' : 'non valida'}, ${application.bodyName}, ${formatItalianDate(tx.call.today)}`,
    subject: 'membership-application',
    subjectId: application.id,
    fileName: input.file.name,
    mediaType: input.file.mediaType,
    bytes: input.file.bytes,
    report,
    authorityReport: input.authorityReport,
    note: input.note,
  });
  return documentId;
}

function record(
  tx: Transaction,
  application: ApplicationRow,
  input: SignedConventionInput,
  facts: Record<string, unknown>,
  reason: string | null,
): void {
  const by = input.side === 'MEMBER' ? actingFor(tx.call, application.bodyId) : {};
  tx.record({
    action: reason === null ? 'membership.signature-recorded' : 'membership.signature-refused',
    target: 'application',
    targetId: application.id,
    ...by,
    reason,
    facts: { side: input.side, ...facts },
  });
}

const nameOf = ({ signer }: ReportedSignature): string =>
  (signer.taxCode ? `${signer.name} (${signer.taxCode})` : signer.name).slice(0, 300);
