import { z } from 'zod';
import { formatItalianDate } from '#platform/calendar';
import { InvalidInput } from '#platform/errors';
import { oneOf, optionalDate, optionalText } from '#platform/forms/inputs';
import { fresh, type Problems, submit as submitForm } from '#platform/forms/submit';
import { html } from '#platform/html';
import { type Answer, page, redirect, type Visit } from '#platform/http/visit';
import { errorSummary } from '#ui/error-summary';
import { dateField, radios, textField } from '#ui/field';
import { form } from '#ui/form';
import { annulClass, endClass } from '../../commands/end-class.ts';
import { membershipLinks } from '../../links.ts';
import { getClass } from '../../queries/list-classes.ts';
import { getConvention } from '../../queries/list-conventions.ts';
import { classesPath } from '../classes/classes.page.ts';

const INPUT = z.object({
  come: oneOf(['termine', 'errore'], 'Scegliere se la classe termina o se è stata registrata per errore.'),
  al: optionalDate(),
  motivo: optionalText(300),
});

/** A class that ends, or that was recorded by mistake. */
export const show = (visit: Visit): Promise<Answer> =>
  render(visit, fresh({ come: 'termine', al: formatItalianDate(visit.today) }));

export function submit(visit: Visit): Promise<Answer> {
  const which = { conventionId: visit.params.id!, classId: visit.params.classId! };
  return submitForm(
    visit,
    INPUT,
    async ({ come, al, motivo }) => {
      if (come === 'errore') await annulClass(visit, { ...which, reason: motivo ?? '' });
      else if (al === null) throw new InvalidInput({ al: 'Indicare l’ultimo giorno.' });
      else await endClass(visit, { ...which, on: al });
      return redirect(
        membershipLinks.classes(which.conventionId),
        come === 'errore' ? 'La classe è annullata.' : 'Il termine della classe è registrato.',
      );
    },
    (problems) => render(visit, problems),
  );
}

async function render(visit: Visit, problems: Problems): Promise<Answer> {
  const convention = await getConvention(visit, visit.params.id!);
  const given = await getClass(visit, convention.id, visit.params.classId!);
  const refused = Object.keys(problems.errors).length > 0;
  const field = (name: string) => ({ name, value: problems.values[name], error: problems.errors[name] });
  const content = html`${errorSummary(
    Object.entries(problems.errors).map(([name, message]) => ({ field: name || undefined, message })),
  )}${form({
    action: membershipLinks.classEnd(convention.id, given.id),
    hiddenFields: visit.hiddenFields(),
    fields: [
      radios({
        ...field('come'),
        label: 'Che cosa registrare',
        required: true,
        choices: [
          { value: 'termine', label: 'La classe termina' },
          {
            value: 'errore',
            label: 'La classe è stata registrata per errore',
            hint: 'È annullata come se non fosse mai stata assegnata; la riga resta nella storia.',
          },
        ],
      }),
      dateField({
        ...field('al'),
        label: 'Ultimo giorno',
        hint: 'Nel formato gg/mm/aaaa. Serve se la classe termina.',
      }),
      textField({
        ...field('motivo'),
        label: 'Motivo',
        hint: 'Serve se la classe è annullata.',
        width: 'long',
      }),
    ],
    submitLabel: 'Registra',
    cancelHref: membershipLinks.classes(convention.id),
    cancelLabel: 'Torna alle classi',
  })}`;
  return page('Termina o annulla una classe', content, {
    status: refused ? problems.status : 200,
    refused,
    breadcrumb: classesPath(convention, 'Termina o annulla'),
    heading: {
      eyebrow: given.name,
      lead: `Classe «${given.bodyClass}» dal ${formatItalianDate(given.from)}${given.to ? ` al ${formatItalianDate(given.to)}` : ', in corso'} (${given.act}). Le quote già accertate non cambiano.`,
    },
  });
}
