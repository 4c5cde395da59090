import { formatItalianDate, parseItalianDate } from '#platform/calendar';
import { InvalidInput } from '#platform/errors';
import { fresh, type Problems, submit as submitForm } from '#platform/forms/submit';
import { type Answer, page, redirect, type Visit } from '#platform/http/visit';
import { sentenceFor } from '#platform/messages';
import { editRule } from '../../commands/edit-rule.ts';
import { tariffLinks } from '../../links.ts';
import { getTariff, type TariffDetails } from '../../queries/get-tariff.ts';
import { labelOf } from '../../rules/fee-inputs.ts';
import { rulesUsing } from '../../rules/quantity-use.ts';
import type { PopulationReference } from '../../rules/tariff.ts';
import { crumbsOf, notADraft } from '../edit-rules/edit-rules.page.ts';
import { formVersion } from '../form-version.ts';
import {
  headInput,
  quantityValues,
  readQuantities,
  readRounding,
  reshapedQuantities,
} from './edit-head.input.ts';
import { editHeadView } from './edit-head.view.ts';

/** What a proposal says of itself: title, validity, source, at which date its data are read, what else it counts. */
export async function show(visit: Visit): Promise<Answer> {
  const tariff = await getTariff(visit, visit.params.id!);
  return render(visit, tariff, fresh(startingValues(tariff)), 200);
}

export async function submit(visit: Visit): Promise<Answer> {
  const tariff = await getTariff(visit, visit.params.id!);
  const [what, at] = (visit.form.azione ?? '').split(':');
  if (what === 'riga') return render(visit, tariff, fresh(reshapedQuantities(visit.form, null)), 200);
  if (what === 'togli') return withoutQuantity(visit, tariff, Number(at));
  return submitForm(
    visit,
    headInput,
    async ({ source, reference, roundingTo, roundingDirection, ...header }) => {
      const { variables, errors } = readQuantities(visit.form);
      const populationReference = readReference(reference, visit.form.referenceDate, errors);
      if (Object.keys(errors).length > 0) throw new InvalidInput(errors);
      const rounding = readRounding(roundingTo, roundingDirection);
      const head = { name: header.title, source, populationReference, variables, rounding };
      const rowVersion = Number(visit.form.versione);
      await editRule(visit, { tariffId: tariff.id, rowVersion, edit: { do: 'HEAD', head }, header });
      return redirect(tariffLinks.rules(tariff.id), 'I dati della tariffa sono stati salvati.');
    },
    (problems) => render(visit, tariff, withAllErrors(problems), problems.status),
  );
}

/** The quantities and the fixed day are checked also when other fields are wrong, so that everything is said at once. */
function withAllErrors(problems: Problems): Problems {
  const { errors } = readQuantities(problems.values);
  readReference(problems.values.reference ?? '', problems.values.referenceDate, errors);
  return { ...problems, errors: { ...errors, ...problems.errors } };
}

function readReference(
  kind: string,
  date: string | undefined,
  errors: Record<string, string>,
): PopulationReference {
  if (kind !== 'FIXED_FOR_TERM')
    return { kind: kind === 'PREVIOUS_YEAR_END' ? 'PREVIOUS_YEAR_END' : 'PENULTIMATE_YEAR_END' };
  const day = parseItalianDate((date ?? '').trim());
  if (!day) errors.referenceDate = 'Indicare il giorno dei dati nel formato gg/mm/aaaa.';
  return { kind, date: day ?? '' };
}

/** A quantity that a rule counts stays, and the page says which rules to change before. */
function withoutQuantity(visit: Visit, tariff: TariffDetails, n: number): Answer {
  const name = visit.form[`quantity${n}.known`] ?? '';
  const rules = name === '' ? [] : rulesUsing(tariff.tariff, name);
  if (rules.length === 0) return render(visit, tariff, fresh(reshapedQuantities(visit.form, n)), 200);
  const label = labelOf(tariff.tariff, name);
  const errors = { [`quantity${n}.label`]: sentenceFor('tariffs.quantity-in-use', { label, rules }) };
  return render(visit, tariff, { ...fresh(visit.form), errors }, 409);
}

function startingValues(tariff: TariffDetails): Record<string, string> {
  const { populationReference, source, variables, rounding } = tariff.tariff;
  return {
    title: tariff.title,
    validFrom: formatItalianDate(tariff.validFrom),
    validTo: tariff.validTo ? formatItalianDate(tariff.validTo) : '',
    vatTreatment: tariff.vatTreatment,
    source,
    reference: populationReference.kind,
    referenceDate:
      populationReference.kind === 'FIXED_FOR_TERM' ? formatItalianDate(populationReference.date) : '',
    roundingTo: rounding?.to ?? '',
    roundingDirection: rounding?.direction ?? 'HALF_UP',
    ...quantityValues(variables),
  };
}

function render(visit: Visit, tariff: TariffDetails, problems: Problems, status: 200 | 409 | 422): Answer {
  if (tariff.state !== 'DRAFT') return notADraft(tariff);
  return page(
    'Titolo, validità e dati usati',
    editHeadView({
      tariffId: tariff.id,
      rowVersion: formVersion(visit, tariff, problems),
      problems,
      hiddenFields: visit.hiddenFields(),
    }),
    {
      breadcrumb: crumbsOf(
        tariff,
        { label: 'Regole', href: tariffLinks.rules(tariff.id) },
        { label: 'Titolo e dati' },
      ),
      heading: { lead: tariff.title, eyebrow: `Tariffa ${tariff.code}, versione ${tariff.version}` },
      refused: status !== 200,
      status,
    },
  );
}
