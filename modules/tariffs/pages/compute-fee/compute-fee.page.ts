import { type Answer, page, type Visit } from '#platform/http/visit';
import { type Cents, type DecimalText, parseItalianAmount } from '#platform/money';
import { tariffLinks } from '../../links.ts';
import { getTariff } from '../../queries/get-tariff.ts';
import { assessFee } from '../../rules/assess-fee.ts';
import type { FeeInputs } from '../../rules/fee-inputs.ts';
import { BODY_CATEGORIES, type BodyCategory, type Tariff } from '../../rules/tariff.ts';
import { feesOf } from '../../rules/walk-fee.ts';
import { wantedInputs } from '../../rules/wanted-inputs.ts';
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
  const measure = (name: string): DecimalText | undefined => {
    const text = (query[name] ?? '').trim();
    if (text === '') return undefined;
    if (/^\d{1,12}(,\d{1,6})?$/.test(text)) return text.replace(',', '.');
    errors[name] =
      'Scrivere un numero senza separatore delle migliaia e con la virgola per i decimali: 12,5.';
    return undefined;
  };
  const amount = (name: string): Cents | undefined => {
    const text = (query[name] ?? '').trim();
    if (text === '') return undefined;
    const cents = parseItalianAmount(text);
    if (cents !== null && cents >= 0) return cents;
    errors[name] = 'Scrivere l’importo in euro, per esempio 1.740,00.';
    return undefined;
  };
  const category = (BODY_CATEGORIES as readonly string[]).includes(query.categoria ?? '')
    ? (query.categoria as BodyCategory)
    : 'COMUNE';
  const referenceFees = Object.fromEntries(
    [...feesOf(tariff)].flatMap(({ fee }) => {
      if (fee.kind !== 'SAFEGUARD') return [];
      return [[fee.year, amount(`quota-${fee.year}`)]];
    }),
  );
  const inputs: FeeInputs = {
    category,
    region: query.regione || undefined,
    bodyClass: query.classe, // empty is «Nessuna»: the body is known to be in none of the classes
    inhabitants: whole('abitanti'),
    enterprises: whole('imprese'),
    others: Object.fromEntries(tariff.variables.map(({ name }) => [name, measure(`dato-${name}`)])),
    wholeAssociation: query['associazione-intera'] === 'si',
    referenceFees,
  };
  return { inputs, errors };
}
