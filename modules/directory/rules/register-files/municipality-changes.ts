import { type Cleaned, cadastralCode, istatCode, provinceAbbreviation } from './cell-cleaners.ts';
import { say } from './messages.it.ts';
import { calendarDay } from './number-and-date-cleaners.ts';
import { column, type RegisterKind } from './register-kind.ts';
import { RegisterRow } from './register-row.ts';

const CHANGE_METHODS = [
  'verificato',
  'manuale',
  'nome_contenuto',
  'unico_istituito_stessa_data_e_provincia',
  'non_determinato',
] as const;

/** How the successor was found: certain by source or by hand, inferred, or not found. */
export type ChangeMethod = (typeof CHANGE_METHODS)[number];

const CERTAIN: readonly ChangeMethod[] = ['verificato', 'manuale'];

/** A comune that ceased, and the comune that took its place. */
export interface MunicipalityChange {
  formerIstatCode: string;
  name: string;
  cadastralCode: string | null;
  province: string | null;
  /** ISO date, last day of the comune; null = not known. */
  ceasedOn: string | null;
  successorIstatCode: string | null;
  successorName: string | null;
  method: ChangeMethod;
  /** `automatic` only for a certain successor; every other change waits for a person. */
  applied: 'automatic' | 'by-choice';
  /** Codes among which the person chooses. */
  candidates: string[];
}

/** Comuni ceased, with their successors (ANPR archive, completed). */
export const municipalityChanges: RegisterKind<MunicipalityChange> = {
  kind: 'municipality-changes',
  label: 'Variazioni dei comuni',
  columns: [
    column('formerIstatCode', 'codice ISTAT cessato', ['codice_istat_cessato'], { required: true }),
    column('name', 'denominazione', ['denominazione', 'denominazione_cessato'], { required: true }),
    column('cadastralCode', 'codice catastale', ['codice_catastale']),
    column('province', 'sigla della provincia', ['sigla']),
    column('ceasedOn', 'data di cessazione', ['data_cessazione'], { required: true }),
    column('successorIstatCode', 'codice ISTAT attuale', ['codice_istat_attuale'], { required: true }),
    column('successorName', 'denominazione attuale', ['denominazione_attuale']),
    column('method', 'metodo', ['metodo']),
    column('candidates', 'comuni possibili', ['candidati']),
  ],
  atLeastOneOf: [],
  keyOf: (change) => change.formerIstatCode,
  describeKey: (change) => `La cessazione del comune ${change.formerIstatCode}`,
  readRow(cells, context) {
    const row = new RegisterRow(cells, context);
    const successorIstatCode = row.optional('successorIstatCode', istatCode);
    const method = row.optional('method', changeMethod) ?? 'non_determinato';
    const certain = CERTAIN.includes(method);
    if (certain && row.text('successorIstatCode') === null) {
      row.refuse('successorIstatCode', say.changeWithoutSuccessor);
    }
    const ceasedOn = row.optional('ceasedOn', calendarDay);
    if (row.text('ceasedOn') === null) row.warn('ceasedOn', say.changeWithoutDate);
    return row.finish({
      formerIstatCode: row.required('formerIstatCode', istatCode),
      name: row.requiredName('name'),
      cadastralCode: row.forgiving('cadastralCode', cadastralCode),
      province: row.forgiving('province', provinceAbbreviation),
      ceasedOn,
      successorIstatCode,
      successorName: row.name('successorName'),
      method,
      applied: certain ? 'automatic' : 'by-choice',
      candidates: row.optional('candidates', istatCodes) ?? [],
    });
  },
};

function changeMethod(text: string): Cleaned<ChangeMethod> {
  const value = CHANGE_METHODS.find((method) => method === text.toLowerCase());
  return value ? { value } : { wrong: say.changeMethod(CHANGE_METHODS) };
}

/** Codes separated by spaces. */
function istatCodes(text: string): Cleaned<string[]> {
  const codes: string[] = [];
  for (const part of text.split(/[\s,;]+/)) {
    const cleaned = istatCode(part);
    if ('wrong' in cleaned) return cleaned;
    codes.push(cleaned.value);
  }
  return { value: codes };
}
