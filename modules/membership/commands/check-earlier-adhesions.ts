import { formatItalianDate, isWithin } from '#platform/calendar';
import { InvalidInput } from '#platform/errors';
import { requiredOrgan } from '../rules/resolving-organ.ts';
import { refusalOfSignature, type SignatureKind } from '../rules/signature-acceptance.ts';
import type { ConventionRow } from '../store/conventions.ts';
import type { BodyByCode } from '../store/earlier-adhesions.ts';
import type { EarlierAct, EarlierAdhesion, RefusedRow } from './record-earlier-adhesions.ts';
import { executiveDay } from './record-resolution.ts';

/** An adhesion that may be recorded. */
export interface CheckedAdhesion {
  bodyId: string;
  viaBodyId: string | null;
  /** The resolution of an association that is a member already. */
  viaResolutionId: string | null;
  act: EarlierAct | null;
  executiveFrom: string | null;
  signedOn: string;
  from: string;
}

type Problems = string[];

/** Checks every row, and says everything that is wrong with each: nothing is left to be found at the second try. */
export function checkEarlierAdhesions(
  adhesions: readonly EarlierAdhesion[],
  bodies: readonly BodyByCode[],
  convention: ConventionRow,
  today: string,
): { refused: RefusedRow[]; checked: CheckedAdhesion[] } {
  const byCode = new Map<string, BodyByCode[]>();
  for (const body of bodies) byCode.set(body.code, [...(byCode.get(body.code) ?? []), body]);
  const direct = new Map<string, EarlierAdhesion>();
  for (const a of adhesions) if (a.viaCode === null) direct.set(a.bodyCode.toLowerCase(), a);
  const seen = new Set<string>();
  const refused: RefusedRow[] = [];
  const checked: CheckedAdhesion[] = [];
  for (const adhesion of adhesions) {
    const problems: Problems = [];
    const body = theBody(adhesion.bodyCode, byCode, problems);
    if (body) {
      if (seen.has(body.bodyId)) problems.push('l’ente è già indicato in un’altra riga');
      seen.add(body.bodyId);
      if (body.member) problems.push('l’ente risulta già aderente nello stesso periodo');
      if (body.ceasedOn && body.ceasedOn <= adhesion.from)
        problems.push(`l’ente è cessato il ${formatItalianDate(body.ceasedOn)}`);
    }
    checkTerm(adhesion, convention, today, problems);
    const row = adhesion.viaCode
      ? derived(adhesion, body, byCode, direct, problems)
      : own(adhesion, body, convention, today, problems);
    if (problems.length > 0 || !row)
      refused.push({ line: adhesion.line, bodyCode: adhesion.bodyCode, problems });
    else checked.push(row);
  }
  return { refused, checked };
}

function theBody(
  code: string,
  byCode: ReadonlyMap<string, BodyByCode[]>,
  problems: Problems,
): BodyByCode | null {
  const found = byCode.get(code.toLowerCase()) ?? [];
  if (found.length === 1) return found[0]!;
  problems.push(
    found.length === 0
      ? `nessun ente dell’anagrafe ha il codice «${code}»`
      : `più enti dell’anagrafe hanno il codice «${code}»`,
  );
  return null;
}

function checkTerm(
  { from, signedOn }: EarlierAdhesion,
  convention: ConventionRow,
  today: string,
  problems: Problems,
): void {
  if (!isWithin(from, convention.validFrom, convention.validTo))
    problems.push(
      `la decorrenza deve essere compresa nella convenzione, dal ${formatItalianDate(convention.validFrom)} al ${formatItalianDate(convention.validTo)}`,
    );
  else if (from > today)
    problems.push('la decorrenza è futura: per una nuova adesione si usa la domanda di adesione');
  if (signedOn && signedOn > from) problems.push('la firma è successiva alla decorrenza');
}

function own(
  adhesion: EarlierAdhesion,
  body: BodyByCode | null,
  convention: ConventionRow,
  today: string,
  problems: Problems,
): CheckedAdhesion | null {
  const { act, signedOn, from } = adhesion;
  if (!act || !signedOn) {
    if (!act) problems.push('mancano i dati della delibera');
    if (!signedOn) problems.push('manca la data della firma');
    return null;
  }
  if (act.resolvedOn > today) problems.push('la data della delibera è futura');
  const required = body ? requiredOrgan(body.category, null) : null;
  if (required?.source === 'LAW' && act.organ !== required.organ)
    problems.push('per un comune la delibera è del Consiglio (art. 42 TUEL)');
  const refusal = refusalOfSignature({
    signer: act.signatory,
    kind: act.signatureKind as SignatureKind,
    signedOn,
    validAtDate: true,
    certificateRevoked: false,
  });
  if (refusal) problems.push('la firma non è digitale, avanzata o qualificata: la convenzione è nulla');
  const executiveFrom = executive(act, convention, problems);
  if (executiveFrom && signedOn < executiveFrom)
    problems.push(
      `la firma precede il ${formatItalianDate(executiveFrom)}, giorno in cui la delibera è divenuta esecutiva`,
    );
  if (!body || !executiveFrom) return null;
  return { bodyId: body.bodyId, viaBodyId: null, viaResolutionId: null, act, executiveFrom, signedOn, from };
}

function executive(act: EarlierAct, convention: ConventionRow, problems: Problems): string | null {
  try {
    return executiveDay(act, convention.executiveReading);
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    problems.push(...Object.values(error.fields).map((text) => text.replace(/\.$/, '').toLowerCase()));
    return null;
  }
}

function derived(
  adhesion: EarlierAdhesion,
  body: BodyByCode | null,
  byCode: ReadonlyMap<string, BodyByCode[]>,
  direct: ReadonlyMap<string, EarlierAdhesion>,
  problems: Problems,
): CheckedAdhesion | null {
  const { from, viaCode } = adhesion;
  const via = theBody(viaCode!, byCode, problems);
  if (!via || !body) return null;
  if (body.category !== 'COMUNE') problems.push('solo un comune può aderire tramite un’associazione');
  const associated = body.associations.some((a) => a.id === via.bodyId && isWithin(from, a.from, a.to));
  if (!associated) problems.push(`alla decorrenza il comune non fa parte di ${via.name}`);
  const row = direct.get(viaCode!.toLowerCase());
  const first = via.own?.from ?? row?.from;
  const signedOn = via.own?.signedOn ?? row?.signedOn;
  if (!first || !signedOn) {
    problems.push(
      `${via.name} non è aderente e non è fra le righe: la sua delibera è necessaria per i comuni che ne derivano`,
    );
    return null;
  }
  if (from < first) problems.push(`la decorrenza precede quella di ${via.name}`);
  return {
    bodyId: body.bodyId,
    viaBodyId: via.bodyId,
    viaResolutionId: via.own?.resolutionId ?? null,
    act: null,
    executiveFrom: null,
    signedOn,
    from,
  };
}
