import { createHash } from 'node:crypto';
import type { Problem, ProblemCode, ReadSignature, SignedFile } from './signed-file.ts';

export interface Demands {
  /** A signature whose revocation nobody checked is refused. */
  revocationRequired: boolean;
  /** The verification report of the certification authority is attached: its revocation was checked there. */
  authorityReport: boolean;
  /** Hashes of the documents that the centre made to be signed; none when it made none. */
  expectedHashes: readonly string[];
}

/** Something to say of a file or of a signature: its sentence is `documents.signature.<code>`. */
export interface Finding {
  weight: 'GOOD' | 'WARNING' | 'BAD';
  code: string;
  facts: Readonly<Record<string, unknown>>;
}

export interface JudgedSignature {
  signature: ReadSignature;
  accepted: boolean;
  findings: readonly Finding[];
}

export interface Verdict {
  /** At least one signature is good, and nothing is wrong with the file. */
  accepted: boolean;
  findings: readonly Finding[];
  signatures: readonly JudgedSignature[];
}

/** What does not take the value away from a signature, but must be known. */
const WARNINGS: ReadonlySet<ProblemCode> = new Set([
  'signing-certificate-not-named',
  'timestamp-not-valid',
  'no-signing-time',
  'revocation-not-checked',
  'trailing-bytes',
]);

/**
 * Is a received file a signed document? A file without signatures, altered, of somebody unknown, or with a text that is
 * not the one made by the centre, is not. [0.2, C1, trap 14]
 */
export function judge(file: SignedFile, demands: Demands): Verdict {
  const findings = file.problems.map((problem) => finding(problem));
  if (file.kind !== 'NONE') {
    findings.unshift({ weight: 'GOOD', code: `kind-${file.kind}`, facts: { count: file.signatures.length } });
    if (file.content && demands.expectedHashes.length > 0) findings.push(sameText(file.content, demands));
    if (file.signatures.length > 1 && file.signatures.some((s) => !s.integrity))
      findings.push({ weight: 'BAD', code: 'one-is-broken', facts: {} });
  }
  const signatures = file.signatures.map((signature) => judgeOne(signature, demands));
  const sound = findings.every(({ weight }) => weight !== 'BAD');
  return { accepted: sound && signatures.some((s) => s.accepted), findings, signatures };
}

function sameText(content: Buffer, { expectedHashes }: Demands): Finding {
  const same = expectedHashes.includes(createHash('sha256').update(content).digest('hex'));
  return { weight: same ? 'GOOD' : 'BAD', code: same ? 'same-text' : 'text-altered', facts: {} };
}

function judgeOne(signature: ReadSignature, demands: Demands): JudgedSignature {
  const s = signature;
  const good = (code: string, facts: Finding['facts'] = {}): Finding => ({ weight: 'GOOD', code, facts });
  const findings: Finding[] = [];
  if (s.integrity) findings.push(good('intact', { digest: s.digestAlgorithm.replace('sha', 'SHA-') }));
  if (s.laterChanges === 'SIGNATURES_ONLY') findings.push(good('signed-again-after'));
  if (s.signedAt) findings.push(good(`time-${s.timeSource}`, { at: s.signedAt }));
  if (s.certificateValidAt)
    findings.push(
      good('in-term', { serial: s.certificateSerial, from: s.certificateFrom, to: s.certificateTo }),
    );
  if (s.chain === 'TRUSTED') findings.push(good('trusted', { issuer: s.issuer }));
  if (s.integrity && s.chain === 'TRUSTED') findings.push(good(`quality-${s.qualified}`));
  if (s.revocation === 'GOOD') findings.push(good('not-revoked'));
  for (const problem of s.problems) {
    if (problem.code !== 'revocation-not-checked') findings.push(finding(problem));
    else if (demands.authorityReport) findings.push(good('revocation-in-report'));
    else if (demands.revocationRequired)
      findings.push({ weight: 'BAD', code: 'revocation-required', facts: {} });
    else findings.push(finding(problem));
  }
  return { signature, accepted: isGood(s, findings), findings };
}

const isGood = (s: ReadSignature, findings: readonly Finding[]): boolean =>
  s.integrity &&
  s.certificateValidAt &&
  s.chain === 'TRUSTED' &&
  findings.every(({ weight }) => weight !== 'BAD');

const finding = ({ code, facts = {} }: Problem): Finding => ({
  weight: WARNINGS.has(code) ? 'WARNING' : 'BAD',
  code,
  facts,
});
