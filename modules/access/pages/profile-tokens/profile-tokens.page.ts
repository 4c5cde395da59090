import { z } from 'zod';
import { oneOf, requiredText } from '#platform/forms/inputs';
import { fresh, type Problems, submit as submitForm } from '#platform/forms/submit';
import { type Answer, redirect, type Visit } from '#platform/http/visit';
import { createApiToken, revokeApiToken } from '../../commands/create-api-token.ts';
import { accessLinks } from '../../links.ts';
import { ownTokens } from '../../queries/own-account.ts';
import { ownScopes } from '../../rules/token-scopes.ts';
import { formStatus } from '../problem-summary.ts';
import { profilePage } from '../profile/profile-frame.ts';
import { LIFETIMES, profileTokensView } from './profile-tokens.view.ts';

const TITLE = 'Codici per applicazioni';
const input = z.object({
  etichetta: requiredText('Indicare a quale applicazione serve il codice.', 80),
  ambiti: z.array(z.string().max(80)).min(1, 'Scegliere almeno un ambito.').max(100),
  durata: oneOf(Object.keys(LIFETIMES) as [string, ...string[]], 'Scegliere la durata.'),
});

/** The own tokens of the API in this centre. */
export const show = (visit: Visit): Promise<Answer> => render(visit, fresh({ durata: '90' }));

/** Creates one; it is shown in this answer alone. */
export function submit(visit: Visit): Promise<Answer> {
  return submitForm(
    visit,
    input,
    async (typed) => {
      const { token } = await createApiToken(visit, {
        label: typed.etichetta,
        scopes: typed.ambiti,
        days: Number(typed.durata),
      });
      if (!token)
        return redirect(accessLinks.profileTokens(), {
          kind: 'info',
          text: 'Il codice era già stato creato e mostrato una volta. Se non è stato salvato, revocarlo e crearne un altro.',
        });
      return render(visit, fresh({ durata: '90' }), token);
    },
    (problems) => render(visit, problems),
  );
}

export async function revoke(visit: Visit): Promise<Answer> {
  await revokeApiToken(visit, visit.params.id!);
  return redirect(accessLinks.profileTokens(), 'Il codice è stato revocato: non è più accettato.');
}

async function render(visit: Visit, problems: Problems, created: string | null = null): Promise<Answer> {
  const tokens = await ownTokens(visit);
  const content = profileTokensView(
    { hiddenFields: visit.hiddenFields(), tokens, scopes: ownScopes(visit.actor), created, now: visit.now },
    problems,
  );
  return profilePage(visit, TITLE, content, {
    ...formStatus(problems),
    heading: {
      lead: 'Un codice permette a un programma di usare le interfacce (API) con i propri permessi, entro gli ambiti scelti.',
    },
  });
}
