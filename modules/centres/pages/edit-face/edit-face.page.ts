import { z } from 'zod';
import { InvalidInput } from '#platform/errors';
import { fresh, type Problems, submit as submitForm } from '#platform/forms/submit';
import { type Answer, page, redirect, type Visit } from '#platform/http/visit';
import { changeFace, changeLogo } from '../../commands/change-face.ts';
import { centresLinks } from '../../links.ts';
import { getDetails } from '../../queries/get-details.ts';
import { editFaceInput } from './edit-face.input.ts';
import { editFaceView } from './edit-face.view.ts';

/** Name, colour, contacts and host names of the centre. */
export const show = (visit: Visit): Promise<Answer> => render(visit, null);

export function submit(visit: Visit): Promise<Answer> {
  return submitForm(
    visit,
    editFaceInput,
    async (typed) => {
      await changeFace(visit, {
        name: typed.nome,
        shortName: typed.nomeBreve,
        managingBody: typed.gestore,
        primaryColour: typed.colore,
        email: typed.email,
        certifiedEmail: typed.pec,
        phone: typed.telefono,
        address: typed.indirizzo,
        accessibilityUrl: typed.accessibilita,
        hosts: typed.domini,
      });
      return redirect(centresLinks.face(), 'Aspetto e recapiti sono stati salvati.');
    },
    (problems) => render(visit, problems),
  );
}

/** Another logo, or none. */
export function submitLogo(visit: Visit): Promise<Answer> {
  return submitForm(
    visit,
    z.object({ azione: z.string().max(20) }),
    async ({ azione }) => {
      const sent = visit.files.find((file) => file.field === 'logo');
      if (azione !== 'togli' && !sent?.bytes.length)
        throw new InvalidInput({ logo: 'Scegliere il file del logo, in formato PNG o SVG.' });
      await changeLogo(visit, azione === 'togli' ? null : sent!.bytes);
      return redirect(
        centresLinks.face(),
        azione === 'togli' ? 'Il logo è stato tolto.' : 'Il logo è stato cambiato.',
      );
    },
    (problems) => render(visit, problems),
  );
}

async function render(visit: Visit, problems: Problems | null): Promise<Answer> {
  const details = await getDetails(visit);
  const kept = fresh({
    nome: details.name,
    nomeBreve: details.shortName,
    gestore: details.managingBody,
    colore: details.primaryColour,
    email: details.email,
    pec: details.certifiedEmail,
    telefono: details.phone,
    indirizzo: details.address,
    accessibilita: details.accessibilityUrl ?? '',
    domini: details.hosts.join('\n'),
  });
  const shown = problems ? { ...problems, values: { ...kept.values, ...problems.values } } : kept;
  return page('Aspetto e recapiti del centro', editFaceView(visit, shown), {
    breadcrumb: [{ label: 'Scrivania', href: '/' }, { label: 'Aspetto e recapiti del centro' }],
    heading: {
      lead: 'Il nome, il colore, il logo e i recapiti che compaiono in ogni pagina e nei messaggi.',
    },
    refused: problems !== null,
    status: problems?.status ?? 200,
  });
}
