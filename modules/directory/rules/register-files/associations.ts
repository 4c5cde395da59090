import type { BodyCategory } from './body-category.ts';
import { type Cleaned, ipaCode, provinceAbbreviation } from './cell-cleaners.ts';
import { say } from './messages.it.ts';
import { calendarDay, partialDay, wholeNumberUpTo } from './number-and-date-cleaners.ts';
import { column, type RegisterKind } from './register-kind.ts';
import { RegisterRow } from './register-row.ts';

export type AssociationState = 'ACTIVE' | 'DISSOLVED' | 'SUPPRESSED';

/** A form of association of comuni: unione, comunità montana, consorzio. */
export interface Association {
  /** Identifier of the list, which the members refer to. */
  associationId: string;
  name: string;
  category: BodyCategory;
  /** Type as in the file. */
  type: string;
  province: string | null;
  state: AssociationState | null;
  /** ISO dates; null = unknown (from) or still in force or unknown (to). */
  from: string | null;
  to: string | null;
  ipaCode: string | null;
  memberCount: number | null;
  source: string | null;
  /** ISO date, or only year, or year and month. */
  sourceDate: string | null;
}

const CATEGORIES: Record<string, BodyCategory> = {
  unione: 'UNIONE',
  unione_montana: 'UNIONE',
  comunita_montana: 'CM',
  comunita_isolana: 'COMUNITA_ISOLANA',
  consorzio: 'CONSORZIO',
};
const STATES: Record<string, AssociationState> = {
  attiva: 'ACTIVE',
  sciolta: 'DISSOLVED',
  soppressa: 'SUPPRESSED',
};

/** List of associations of comuni. */
export const associations: RegisterKind<Association> = {
  kind: 'associations',
  label: 'Unioni, comunità montane e consorzi',
  columns: [
    column('associationId', "identificativo dell'associazione", ['associazione_id', 'id_associazione'], {
      required: true,
    }),
    column('name', 'denominazione', ['denominazione', 'associazione'], { required: true }),
    column('type', 'tipo', ['tipo', 'tipologia'], { required: true }),
    column('province', 'sigla della provincia', ['sigla', 'provincia']),
    column('state', 'stato', ['stato']),
    column('from', 'data di inizio', ['data_inizio', 'dal']),
    column('to', 'data di fine', ['data_fine', 'al']),
    column('ipaCode', 'codice IPA', ['codice_ipa']),
    column('memberCount', 'numero dei comuni', ['n_membri', 'numero_membri', 'n_comuni']),
    column('source', 'fonte', ['fonte']),
    column('sourceDate', 'data della fonte', ['data_fonte']),
  ],
  atLeastOneOf: [],
  keyOf: (association) => association.associationId.toLowerCase(),
  describeKey: (association) => `L'associazione ${association.associationId}`,
  readRow(cells, context) {
    const row = new RegisterRow(cells, context);
    const from = row.optional('from', calendarDay);
    const to = row.optional('to', calendarDay);
    if (from !== null && to !== null && to < from) row.refuse('to', say.endBeforeStart(from));
    return row.finish({
      associationId: row.required('associationId', associationId),
      name: row.requiredName('name'),
      category: row.required('type', associationCategory),
      type: row.text('type') ?? '',
      province: row.forgiving('province', provinceAbbreviation),
      state: row.optional('state', associationState),
      from,
      to,
      ipaCode: row.optional('ipaCode', ipaCode),
      memberCount: row.optional('memberCount', wholeNumberUpTo(1000)),
      source: row.name('source'),
      sourceDate: row.forgiving('sourceDate', partialDay),
    });
  },
};

/** Identifier of an association in its list: letters, digits and `_ - .`. */
export function associationId(text: string): Cleaned<string> {
  return /^[\w.-]{1,80}$/.test(text) ? { value: text } : { wrong: say.associationId };
}

function associationCategory(text: string): Cleaned<BodyCategory> {
  const value = CATEGORIES[text.toLowerCase().replace('à', 'a').replace(/\s+/g, '_')];
  return value ? { value } : { wrong: say.associationType(Object.keys(CATEGORIES)) };
}

function associationState(text: string): Cleaned<AssociationState> {
  const value = STATES[text.toLowerCase()];
  return value ? { value } : { wrong: say.associationState(Object.keys(STATES)) };
}
