import { z } from 'zod';
import { formatItalianDate } from '#platform/calendar';
import { InvalidInput, RuleBroken } from '#platform/errors';
import { optionalDate, requiredDate, requiredText } from '#platform/forms/inputs';
import { fresh, type Problems, submit as submitForm } from '#platform/forms/submit';
import { html } from '#platform/html';
import { type Answer, page, redirect, type Visit } from '#platform/http/visit';
import { errorSummary } from '#ui/error-summary';
import { dateField, textField } from '#ui/field';
import { form } from '#ui/form';
import { type AskedClass, giveClasses, type RefusedClass } from '../../commands/give-classes.ts';
import { membershipLinks } from '../../links.ts';
import { listClassNames } from '../../queries/list-classes.ts';
import { getConvention } from '../../queries/list-conventions.ts';
import { classesPath } from '../classes/classes.page.ts';

const INPUT = z.object({
  codice_ente: requiredText('Scrivere il codice dell’ente.', 40),
  classe: requiredText('Scrivere la classe.', 60),
  dal: requiredDate('Indicare la decorrenza.'),
  al: optionalDate(),
  atto: requiredText('Indicare l’atto che assegna la classe.', 300),
});

/** One class to one body. */
export const show = (visit: Visit): Promise<Answer> => render(visit, null);

export function submit(visit: Visit): Promise<Answer> {
  const conventionId = visit.params.id!;
  return submitForm(
    visit,
    INPUT,
    async ({ codice_ente, classe, dal, al, atto }) => {
      const asked = { line: 1, bodyCode: codice_ente, bodyClass: classe, from: dal, to: al, act: atto };
      const { given } = await giveOne(visit, conventionId, asked);
      return redirect(
        membershipLinks.classes(conventionId),
        given === 1 ? 'La classe è assegnata.' : 'La classe era già assegnata: non è cambiato nulla.',
      );
    },
    (problems) => render(visit, problems),
  );
}

/** The reasons of the only row go beside their fields. */
async function giveOne(visit: Visit, conventionId: string, asked: AskedClass) {
  try {
    return await giveClasses(visit, { conventionId, classes: [asked] });
  } catch (error) {
    if (!(error instanceof RuleBroken) || !Array.isArray(error.facts.refused)) throw error;
    const [row] = error.facts.refused as RefusedClass[];
    throw new InvalidInput(Object.fromEntries(row!.problems.map(({ column, text }) => [column, text])));
  }
}

async function render(visit: Visit, given: Problems | null): Promise<Answer> {
  const convention = await getConvention(visit, visit.params.id!);
  const names = await listClassNames(visit, convention.id);
  const problems = given ?? fresh({ codice_ente: visit.query.ente ?? '' });
  const refused = Object.keys(problems.errors).length > 0;
  const field = (name: string) => ({ name, value: problems.values[name], error: problems.errors[name] });
  const used = names.map((name) => `«${name}»`).join(', ');
  const content = html`${errorSummary(
    Object.entries(problems.errors).map(([name, message]) => ({ field: name || undefined, message })),
  )}${form({
    action: membershipLinks.newClass(convention.id),
    hiddenFields: visit.hiddenFields(),
    fields: [
      textField({
        ...field('codice_ente'),
        label: 'Codice dell’ente',
        hint: 'Codice IPA, oppure ISTAT per i comuni, come nell’elenco degli enti.',
        required: true,
        width: 'medium',
      }),
      textField({
        ...field('classe'),
        label: 'Classe',
        hint: used
          ? `Come la scrive la tariffa. Già usate in questa convenzione: ${used}.`
          : 'Come la scrive la tariffa, lettera per lettera.',
        required: true,
        width: 'medium',
      }),
      dateField({ ...field('dal'), label: 'Dal', required: true }),
      dateField({ ...field('al'), label: 'Fino al', hint: 'Nel formato gg/mm/aaaa; vuoto se è in corso.' }),
      textField({
        ...field('atto'),
        label: 'Atto',
        hint: 'Per esempio: Allegato B della convenzione; Decisione del tavolo n. 4 del 15/10/2026.',
        required: true,
        width: 'long',
      }),
    ],
    submitLabel: 'Assegna la classe',
    cancelHref: membershipLinks.classes(convention.id),
  })}`;
  return page('Assegna una classe', content, {
    status: refused ? problems.status : 200,
    refused,
    breadcrumb: classesPath(convention, 'Assegna una classe'),
    heading: {
      eyebrow: convention.title,
      lead: `Se l’ente ha già una classe in corso, questa termina il giorno prima della nuova. La decorrenza sta fra il ${formatItalianDate(convention.validFrom)} e il ${formatItalianDate(convention.validTo)}. Le quote già accertate non cambiano.`,
    },
  });
}
