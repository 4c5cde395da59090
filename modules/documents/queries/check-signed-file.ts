import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { hashOf } from '#platform/files/store';
import { sentenceFor } from '#platform/messages';
import { readSignedFile } from '../rules/signed-file/read-signed-file.ts';
import { revocationListsIn } from '../rules/signed-file/revocation.ts';
import type { ReadSignature, SignedFileKind } from '../rules/signed-file/signed-file.ts';
import { type Finding, judge } from '../rules/signed-file/verdict.ts';
import { trustedCertificates } from './list-trust-anchors.ts';

export interface ReportLine {
  weight: Finding['weight'];
  code: string;
  /** As it was said on that day. */
  text: string;
}

export interface ReportedSignature extends Omit<ReadSignature, 'problems'> {
  accepted: boolean;
  lines: readonly ReportLine[];
}

/** What the check of a file found, kept with it. */
export interface SignatureReport {
  kind: SignedFileKind;
  accepted: boolean;
  fileName: string;
  hash: string;
  /** SHA-256 of the document without its envelopes and signatures. */
  contentHash: string | null;
  checkedAt: string;
  lines: readonly ReportLine[];
  signatures: readonly ReportedSignature[];
}

export interface FileToCheck {
  fileName: string;
  bytes: Buffer;
  /** The document, when the signature is apart from it. */
  detached?: Buffer | null;
  /** Revocation lists, as they were sent. */
  revocationLists?: readonly Buffer[];
  /** Whether the verification report of the certification authority is attached. */
  authorityReport?: boolean;
  /** The thing whose generated documents (of these types) the text must be one of, when there are any. */
  expected?: { subject: string; subjectId: string; types: readonly string[] };
}

/**
 * Checks a received file with the authorities and the demands of the centre. Never throws for what is in the file.
 * Whoever calls has checked the permission: it depends on what the file is for.
 */
export async function checkSignedFile(call: Call, file: FileToCheck): Promise<SignatureReport> {
  const [trustAnchors, revocationRequired, expectedHashes] = await Promise.all([
    trustedCertificates(call),
    isRevocationRequired(call),
    file.expected ? generatedHashes(call, file.expected) : [],
  ]);
  const lists = (file.revocationLists ?? []).flatMap((bytes) => revocationListsIn(bytes));
  const read = readSignedFile(file.bytes, {
    trustAnchors,
    at: call.now,
    ...(file.detached?.length ? { detachedContent: file.detached } : {}),
    revocationLists: lists,
  });
  const verdict = judge(read, {
    revocationRequired,
    authorityReport: file.authorityReport === true,
    expectedHashes,
  });
  return {
    kind: read.kind,
    accepted: verdict.accepted,
    fileName: file.fileName,
    hash: hashOf(file.bytes),
    contentHash: read.content && hashOf(read.content),
    checkedAt: call.now.toISOString(),
    lines: verdict.findings.map(lineOf),
    signatures: verdict.signatures.map(
      ({ signature: { problems: _, ...signature }, accepted, findings }) => ({
        ...signature,
        accepted,
        lines: findings.map(lineOf),
      }),
    ),
  };
}

const lineOf = ({ weight, code, facts }: Finding): ReportLine => ({
  weight,
  code,
  text: sentenceFor(`documents.signature.${code}`, { ...facts }),
});

/** Whether the centre refuses signatures whose revocation nobody checked. Not so until it says so. */
export async function isRevocationRequired(call: Call): Promise<boolean> {
  const { rows } = await sql<{ required: boolean }>`
    select revocation_required as required from documents.signature_policies
    where centre_id = ${call.centreId} order by set_at desc, id desc limit 1`.execute(call.db);
  return rows[0]?.required ?? false;
}

async function generatedHashes(
  call: Call,
  { subject, subjectId, types }: NonNullable<FileToCheck['expected']>,
): Promise<string[]> {
  const { rows } = await sql<{ hash: string }>`
    select distinct bytes_hash as hash from documents.documents
    where centre_id = ${call.centreId} and subject = ${subject} and subject_id = ${subjectId}
      and template is not null and type = any(${types})`.execute(call.db);
  return rows.map((row) => row.hash);
}
