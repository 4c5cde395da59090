import { type Answer, page, type Visit } from '#platform/http/visit';
import { tariffLinks } from '../../links.ts';
import { getTariff } from '../../queries/get-tariff.ts';
import { assessFee } from '../../rules/assess-fee.ts';
import type { FeeInputs } from '../../rules/fee-inputs.ts';
import { BODY_CATEGORIES, type BodyCategory, type Tariff } from '../../rules/tariff.ts';
import { conditionsOf, feesOf } from '../../rules/walk-fee.ts';
import { computeFeeView } from './compute-fee.view.ts';

/** «Quanto paga un comune di N abitanti con M imprese?», with the whole calculation. */
export async function show(visit: Visit): Promise<Answer> {
  const tariff = await getTariff(visit, visit.params.id!);
  const asked = visit.query.categoria !== undefined;
  const wanted = wantedInputs(tariff.tariff);
  const { inputs, errors } = readInputs(visit.query, tariff.tariff);
  const result = asked && Object.keys(errors).length === 0 ? assessFee(tariff.tariff, inputs) : null;
  return page(
    'Quanto paga un ente?',
    computeFeeView({ tariff, values: visit.query, wanted, errors: asked ? errors : {}, inputs, result }),
    {
      breadcrumb: [
        { label: 'Scrivania', href: '/' },
        { label: 'Tariffe', href: tariffLinks.tariffs() },
        { label: `${tariff.code} v.${tariff.version}`, href: tariffLinks.tariff(tariff.id) },
        { label: 'Calcolo' },
      ],
      heading: { lead: tariff.title },
      status: asked && Object.keys(errors).length > 0 ? 422 : 200,
    },
  );
}

/** Which inputs, beside category, inhabitants and enterprises, the tariff asks for. */
export interface WantedInputs {
  regions: boolean;
  classes: readonly string[];
  wholeAssociation: boolean;
  referenceYears: readonly number[];
}

function wantedInputs(tariff: Tariff): WantedInputs {
  const conditions = conditionsOf(tariff);
  return {
    regions: conditions.some(({ regions }) => regions !== undefined),
    classes: [...new Set(conditions.flatMap(({ classes = [] }) => classes))],
    wholeAssociation: conditions.some(({ wholeAssociation }) => wholeAssociation !== undefined),
    referenceYears: [
      ...new Set([...feesOf(tariff)].flatMap(({ fee }) => (fee.kind === 'SAFEGUARD' ? [fee.year] : []))),
    ],
  };
}

/** Empty is "not known": the result then says what is missing. */
function readInputs(query: Readonly<Record<string, string>>, tariff: Tariff) {
  const errors: Record<string, string> = {};
  const whole = (name: string): number | undefined => {
    const text = (query[name] ?? '').trim();
    if (text === '') return undefined;
    const digits = text.replace(/\.(?=\d{3}(\.|$))/g, '');
    if (/^\d{1,9}$/.test(digits)) return Number(digits);
    errors[name] = 'Scrivere un numero intero, solo con le cifre.';
    return undefined;
  };
  const category = (BODY_CATEGORIES as readonly string[]).includes(query.categoria ?? '')
    ? (query.categoria as BodyCategory)
    : 'COMUNE';
  const referenceFees = Object.fromEntries(
    [...feesOf(tariff)].flatMap(({ fee }) => {
      if (fee.kind !== 'SAFEGUARD') return [];
      const euros = whole(`quota-${fee.year}`);
      return [[fee.year, euros === undefined ? undefined : euros * 100]];
    }),
  );
  const inputs: FeeInputs = {
    category,
    region: query.regione || undefined,
    bodyClass: query.classe, // empty is «Nessuna»: the body is known to be in none of the classes
    inhabitants: whole('abitanti'),
    enterprises: whole('imprese'),
    others: Object.fromEntries(tariff.variables.map(({ name }) => [name, whole(`dato-${name}`)])),
    wholeAssociation: query['associazione-intera'] === 'si',
    referenceFees,
  };
  return { inputs, errors };
}
