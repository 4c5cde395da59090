import { formatItalianDate } from '#platform/calendar';
import { InvalidInput } from '#platform/errors';
import { fieldErrors, fresh, type Problems, submit as submitForm } from '#platform/forms/submit';
import { html } from '#platform/html';
import { type Answer, page, redirect, type Visit } from '#platform/http/visit';
import { isId } from '#platform/ids';
import { hidden } from '#ui/field';
import { draftTariff, editTariff } from '../../commands/draft-tariff.ts';
import { tariffLinks } from '../../links.ts';
import { type ConventionTerm, findConvention, listConventions } from '../../queries/find-convention.ts';
import { getTariff, type TariffDetails } from '../../queries/get-tariff.ts';
import { STANDARD_PARAMETERS, standardTariff } from '../../rules/standard-tariff.ts';
import { parseTariff, type Tariff } from '../../rules/tariff.ts';
import { formVersion } from '../form-version.ts';
import { formulaErrors, formulaInput, jsonInput, newDraftInput, readFormula } from './draft-tariff.input.ts';
import { type DraftForm, draftFormulaView, draftJsonView, formulaValues } from './draft-tariff.view.ts';

/* A proposal is made, or changed, by the form of the standard formula or as JSON. */

export const showFormula = (visit: Visit): Promise<Answer> => renderNew(visit, 'formula', null);
export const showJson = (visit: Visit): Promise<Answer> => renderNew(visit, 'json', null);

export function createFromFormula(visit: Visit): Promise<Answer> {
  return submitForm(
    visit,
    formulaInput,
    async (input) => created(visit, formulaContent(visit, input)),
    (problems) => renderNew(visit, 'formula', withFormulaErrors(problems)),
  );
}

export function createFromJson(visit: Visit): Promise<Answer> {
  return submitForm(
    visit,
    jsonInput,
    async ({ definition, ...header }) =>
      created(visit, { ...header, definition: readDefinition(visit, definition), parameters: null }),
    (problems) => renderNew(visit, 'json', problems),
  );
}

/** The form that suits the draft: that of the formula, when it was made by it; else its rules one by one. */
export async function showEdit(visit: Visit): Promise<Answer> {
  const tariff = await getTariff(visit, visit.params.id!);
  if (!tariff.parameters) return redirect(tariffLinks.rules(tariff.id));
  return renderEdit(visit, 'formula', tariff, null);
}

export async function showEditJson(visit: Visit): Promise<Answer> {
  return renderEdit(visit, 'json', await getTariff(visit, visit.params.id!), null);
}

export function saveFormula(visit: Visit): Promise<Answer> {
  return submitForm(
    visit,
    formulaInput,
    async (input) => saved(visit, formulaContent(visit, input)),
    async (problems) =>
      renderEdit(visit, 'formula', await getTariff(visit, visit.params.id!), withFormulaErrors(problems)),
  );
}

export function saveJson(visit: Visit): Promise<Answer> {
  return submitForm(
    visit,
    jsonInput,
    async ({ definition, ...header }) =>
      saved(visit, { ...header, definition: readDefinition(visit, definition), parameters: null }),
    async (problems) => renderEdit(visit, 'json', await getTariff(visit, visit.params.id!), problems),
  );
}

type Content = Omit<Parameters<typeof editTariff>[1], 'tariffId'>;

async function created(visit: Visit, content: Content): Promise<Answer> {
  const asked = newDraftInput.safeParse({
    conventionId: visit.form.conventionId ?? '',
    code: visit.form.code ?? '',
  });
  if (!asked.success) throw new InvalidInput(fieldErrors(asked.error));
  const { conventionId, code } = asked.data;
  if (!isId(conventionId) || !(await findConvention(visit, conventionId)))
    throw new InvalidInput({ conventionId: 'Scegliere la convenzione.' });
  const { tariffId } = await draftTariff(visit, { ...content, conventionId, code });
  return redirect(
    tariffLinks.tariff(tariffId),
    'La proposta è stata salvata. Esaminare i controlli e gli esempi.',
  );
}

async function saved(visit: Visit, content: Content): Promise<Answer> {
  const tariffId = visit.params.id!;
  await editTariff(visit, { ...content, tariffId, rowVersion: Number(visit.form.versione) || undefined });
  return redirect(tariffLinks.tariff(tariffId), 'La proposta è stata modificata.');
}

/** The steps are checked also when other fields are wrong, so that everything is said at once. */
const withFormulaErrors = (problems: Problems): Problems => ({
  ...problems,
  errors: { ...problems.errors, ...formulaErrors(problems.values) },
});

function formulaContent(visit: Visit, input: Parameters<typeof readFormula>[0]): Content {
  const errors = formulaErrors(visit.form);
  if (Object.keys(errors).length > 0) throw new InvalidInput(errors);
  const { populationReference, ...content } = readFormula(input, visit.form);
  const definition = { ...standardTariff(content.parameters), name: content.title, populationReference };
  const read = parseTariff(definition);
  if (!read.ok)
    throw new InvalidInput({ '': read.problems.map((p) => `${p.path}: ${p.message}`).join('; ') });
  return { ...content, definition: read.tariff };
}

/** The JSON of the file that was sent, or else what was typed. */
function readDefinition(visit: Visit, typed: string): Tariff {
  const sent = visit.files.find((f) => f.field === 'file' && f.bytes.length > 0);
  const text = (sent ? sent.bytes.toString('utf8') : typed).replace(/^\uFEFF/, '').trim();
  if (text === '')
    throw new InvalidInput({ definition: 'Scegliere un file JSON oppure incollare la tariffa.' });
  if (text.length > 200_000) throw new InvalidInput({ definition: 'La tariffa è troppo lunga.' });
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw new InvalidInput({ definition: `Il testo non è JSON valido: ${(error as Error).message}.` });
  }
  const read = parseTariff(data);
  if (read.ok) return read.tariff;
  const shown = read.problems.slice(0, 5).map((p) => `${p.path || '(radice)'}: ${p.message}`);
  throw new InvalidInput({ definition: `La tariffa non è scritta secondo lo schema. ${shown.join('; ')}.` });
}

async function renderNew(visit: Visit, form: DraftForm, problems: Problems | null): Promise<Answer> {
  const conventions = await listConventions(visit);
  const shown = {
    action: form === 'formula' ? tariffLinks.newFromFormula() : tariffLinks.newFromJson(),
    cancel: tariffLinks.tariffs(),
    conventions,
    tariffId: null,
    hiddenFields: visit.hiddenFields(),
    problems:
      problems ??
      freshDraft(visit, conventions, formulaValues(STANDARD_PARAMETERS, { kind: 'PENULTIMATE_YEAR_END' })),
  };
  return answer('Nuova proposta di tariffa', form, shown, problems, [{ label: 'Nuova proposta' }]);
}

/** What the form of a new proposal starts from: the convention asked for, from next year on. */
export function freshDraft(
  visit: Visit,
  conventions: readonly ConventionTerm[],
  more: Readonly<Record<string, string>>,
): Problems {
  const first = conventions.find((c) => c.id === visit.query.convenzione) ?? conventions[0];
  return fresh({
    conventionId: first?.id ?? '',
    code: 'quota-adesione',
    title: 'Quota di adesione',
    validFrom: first ? formatItalianDate(first.from > visit.today ? first.from : nextYear(visit.today)) : '',
    vatTreatment: 'OUT_OF_SCOPE',
    ...more,
  });
}

const nextYear = (today: string): string => `${Number(today.slice(0, 4)) + 1}-01-01`;

async function renderEdit(
  visit: Visit,
  form: DraftForm,
  tariff: TariffDetails,
  problems: Problems | null,
): Promise<Answer> {
  if (tariff.state !== 'DRAFT')
    return redirect(tariffLinks.tariff(tariff.id), {
      kind: 'warning',
      text: 'Le versioni approvate o ritirate non si modificano: copiarle in una nuova proposta.',
    });
  const shown = {
    action: form === 'formula' ? tariffLinks.edit(tariff.id) : tariffLinks.editJson(tariff.id),
    cancel: tariffLinks.tariff(tariff.id),
    conventions: null,
    tariffId: tariff.id,
    hiddenFields: html`${visit.hiddenFields()}${hidden('versione', formVersion(visit, tariff, problems))}`,
    problems:
      problems ??
      fresh({
        title: tariff.title,
        validFrom: formatItalianDate(tariff.validFrom),
        validTo: tariff.validTo ? formatItalianDate(tariff.validTo) : '',
        vatTreatment: tariff.vatTreatment,
        definition: JSON.stringify(tariff.tariff, null, 2),
        ...(tariff.parameters ? formulaValues(tariff.parameters, tariff.tariff.populationReference) : {}),
      }),
  };
  const crumb = { label: `${tariff.code} v.${tariff.version}`, href: tariffLinks.tariff(tariff.id) };
  return answer('Modifica della proposta', form, shown, problems, [crumb, { label: 'Modifica' }]);
}

function answer(
  title: string,
  form: DraftForm,
  shown: Parameters<typeof draftFormulaView>[0],
  problems: Problems | null,
  crumbs: { label: string; href?: string }[],
): Answer {
  return page(title, form === 'formula' ? draftFormulaView(shown) : draftJsonView(shown), {
    breadcrumb: [
      { label: 'Scrivania', href: '/' },
      { label: 'Tariffe', href: tariffLinks.tariffs() },
      ...crumbs,
    ],
    refused: problems !== null,
    status: problems ? problems.status : 200,
  });
}
