import type { Call } from '#platform/call';
import { approveTemplate } from './commands/approve-template.ts';
import { checkApplication } from './commands/check-application.ts';
import { draftApplication } from './commands/draft-application.ts';
import { draftTemplate } from './commands/draft-template.ts';
import { type OpenConvention, openConvention } from './commands/open-convention.ts';
import type { EarlierAdhesion } from './commands/record-earlier-adhesions.ts';
import { type ResolutionInput, recordResolution } from './commands/record-resolution.ts';
import { recordSignature, type SignatureInput, type SignatureOutcome } from './commands/record-signature.ts';
import { submitApplication } from './commands/submit-application.ts';
import { CONTENT_LABELS, MANDATORY_CONTENTS } from './contents.it.ts';

/* Builders for tests: they speak the lifecycle, and go through the room's own commands. */

export const COMPLETE_ARTICLES = MANDATORY_CONTENTS.map((content) => ({
  content,
  heading: CONTENT_LABELS[content]!,
  text: `Testo dell’articolo: ${CONTENT_LABELS[content]!.toLowerCase()}.`,
}));

let sequence = 0;

/** A convention in force 2026–2036 on an approved template. */
export async function aConvention(
  call: Call,
  changes: Partial<OpenConvention> = {},
): Promise<{ conventionId: string; templateId: string }> {
  const { templateId } = changes.templateId
    ? { templateId: changes.templateId }
    : await draftTemplate(call, {
        code: `schema-${++sequence}`,
        title: 'Schema di convenzione',
        articles: COMPLETE_ARTICLES,
      });
  if (!changes.templateId)
    await approveTemplate(call, { templateId, act: 'Decisione n. 1', on: '2025-10-01' });
  const { conventionId } = await openConvention(call, {
    templateId,
    title: 'Convenzione 2026–2036',
    validFrom: '2026-01-01',
    validTo: '2036-12-31',
    feeModel: 'BASE_PLUS_SURCHARGE',
    listPriceAllowed: true,
    compulsory: false,
    withdrawalNoticeDays: 90,
    coversFundamentalFunctions: false,
    executiveReading: 'INITIAL_DAY_EXCLUDED',
    approvedAct: 'Decreto n. 5',
    approvedOn: '2025-10-15',
    ...changes,
  });
  return { conventionId, templateId };
}

/** An application taken as far as one wants: `await anApplication(call, …).submitted()`. */
export function anApplication(
  call: Call,
  of: { bodyId: string; conventionId: string; templateId: string; listed?: readonly string[] },
) {
  const draft = async () =>
    (
      await draftApplication(call, {
        bodyId: of.bodyId,
        conventionId: of.conventionId,
        listedBodyIds: of.listed ?? [],
        wantedFrom: null,
      })
    ).applicationId;
  const submitted = async () => {
    const applicationId = await draft();
    await submitApplication(call, { applicationId });
    return applicationId;
  };
  const checked = async () => {
    const applicationId = await submitted();
    await checkApplication(call, { applicationId });
    return applicationId;
  };
  const resolved = async (changes: Partial<ResolutionInput> = {}) => {
    const applicationId = await checked();
    await recordResolution(call, aResolution(applicationId, of.templateId, changes));
    return applicationId;
  };
  const inForce = async (changes: Partial<ResolutionInput> = {}) => {
    const applicationId = await resolved({ immediatelyExecutable: true, ...changes });
    await recordSignature(call, aSignature(applicationId, { side: 'MEMBER', signer: 'Il sindaco' }));
    await recordSignature(call, aSignature(applicationId, { side: 'CENTRE', signer: 'Il presidente' }));
    return applicationId;
  };
  return { draft, submitted, checked, resolved, inForce };
}

/** A resolution of a consiglio, voted on 2 November 2026 and published on the 4th: executive on the 15th. */
export const aResolution = (
  applicationId: string,
  templateId: string,
  changes: Partial<ResolutionInput> = {},
): ResolutionInput => ({
  applicationId,
  templateId,
  organ: 'CONSIGLIO',
  number: '21',
  resolvedOn: '2026-11-02',
  publicationStart: '2026-11-04',
  immediatelyExecutable: false,
  certifiedExecutiveFrom: null,
  signatory: 'Il sindaco',
  boardRepresentative: 'L’assessore delegato',
  statute: null,
  ...changes,
});

/** A digital signature of 20 November 2026, found valid. */
export const aSignature = (applicationId: string, changes: Partial<SignatureInput> = {}): SignatureInput => ({
  applicationId,
  side: 'MEMBER',
  signer: 'Il sindaco',
  kind: 'DIGITAL',
  signedOn: '2026-11-20',
  certificateSerial: '5f3a',
  validAtDate: true,
  certificateRevoked: false,
  effectiveFrom: null,
  ...changes,
});

export type { SignatureOutcome };

/** A direct adhesion from before the centre kept its acts here, since 1 January 2026. */
export const anEarlierAdhesion = (line: number, bodyCode: string, organ = 'CONSIGLIO'): EarlierAdhesion => ({
  line,
  bodyCode,
  viaCode: null,
  from: '2026-01-01',
  signedOn: '2025-12-15',
  act: {
    organ,
    number: String(line),
    resolvedOn: '2025-11-20',
    publicationStart: null,
    immediatelyExecutable: true,
    certifiedExecutiveFrom: null,
    signatory: 'Il sindaco',
    boardRepresentative: 'L’assessore',
    signatureKind: 'DIGITAL',
  },
});

/** The same through the Unione of the house. */
export const anEarlierDerivedAdhesion = (line: number, bodyCode: string): EarlierAdhesion => ({
  line,
  bodyCode,
  viaCode: 'ipa_unione',
  from: '2026-01-01',
  act: null,
  signedOn: null,
});
