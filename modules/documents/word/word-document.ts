import type { Call } from '#platform/call';
import { RuleBroken } from '#platform/errors';
import { formatAmount } from '#platform/money';
import { getLetterhead } from '../queries/find-letterhead.ts';
import { emptyFields } from '../rules/required-fields.ts';
import type { ConventionData, ResolutionData, TemplateData } from '../rules/template-data.ts';
import { TEMPLATES } from '../rules/templates.ts';
import { bullet, heading, numbered, paragraph, strong, table, wordLetter } from './letter.ts';

/** The templates that bodies must be able to edit. */
export type EditableTemplate = 'convention' | 'resolution-municipality' | 'resolution-association';

/**
 * The same text as its PDF template, as DOCX for the body that has to complete it. It is a working copy: it is not
 * kept in the register, and has no hash.
 * @throws RuleBroken `documents.field-missing`, as the PDF does.
 */
export async function wordDocument<T extends EditableTemplate>(
  call: Call,
  template: T,
  data: TemplateData[T],
): Promise<Buffer> {
  const missing = emptyFields(data, TEMPLATES[template].required);
  if (missing.length > 0)
    throw new RuleBroken('documents.field-missing', { type: template, fields: missing });
  const letterhead = await getLetterhead(call);
  if (template === 'convention') {
    const convention = data as ConventionData;
    return wordLetter(letterhead, convention.title, conventionText(convention));
  }
  const title =
    template === 'resolution-association'
      ? 'Schema di deliberazione di adesione – Unioni e Comunità montane'
      : 'Schema di deliberazione di adesione – Comuni';
  return wordLetter(letterhead, title, resolutionText(data as ResolutionData));
}

function conventionText(d: ConventionData) {
  const { managing, member } = d.parties;
  return [
    paragraph(`Schema di convenzione, versione ${d.version} · art. 30 del D.Lgs. 267/2000`),
    paragraph(
      'Tra ',
      strong(managing.name),
      `, ente gestore e coordinatore (rappresentante: ${managing.representative}),`,
    ),
    member
      ? paragraph('e ', strong(member.name), ` (rappresentante: ${member.representative}),`)
      : paragraph(
          'e ',
          strong('l’ente aderente'),
          ', rappresentato dal legale rappresentante o da chi è indicato nella delibera di adesione,',
        ),
    heading('Premesso che'),
    ...d.premises.map(bullet),
    paragraph('si conviene e si stipula quanto segue.'),
    ...d.articles.flatMap(({ heading: title, text }, index) => {
      const commas = text
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean);
      const [only] = commas;
      return [
        heading(`Art. ${index + 1} – ${title}`),
        ...(commas.length === 1 && only
          ? [paragraph(only)]
          : commas.map((comma) => numbered(comma, index + 1))),
      ];
    }),
    heading('Sottoscrizione'),
    paragraph(
      'La presente convenzione è sottoscritta, a pena di nullità, con firma digitale, con firma elettronica avanzata o con altra firma elettronica qualificata (art. 15, comma 2-bis, della L. 241/1990). La copia scansionata di una firma autografa non è valida.',
    ),
  ];
}

const BLANK = '........................';

function resolutionText(d: ResolutionData) {
  const municipalities = d.municipalities ?? [];
  const amount = d.spending.amountCents === null ? '' : `, pari a ${formatAmount(d.spending.amountCents)} €`;
  const acting = municipalities.length > 0;
  return [
    paragraph(
      'Testo da completare e adottare dall’ente. I riferimenti normativi sono quelli in vigore alla data di emissione.',
    ),
    paragraph(strong(d.body.name), ` – ${d.body.organ}`),
    paragraph(
      strong('Oggetto: '),
      `adesione a ${d.centre}; approvazione dello schema di convenzione «${d.convention.title}», versione ${d.convention.version}.`,
    ),
    heading('Visti'),
    ...d.references.map(bullet),
    heading('Acquisiti'),
    bullet(`il parere di regolarità tecnica, ai sensi dell’art. 49 del D.Lgs. 267/2000: ${BLANK}`),
    bullet(`il parere di regolarità contabile, ai sensi dell’art. 49 del D.Lgs. 267/2000: ${BLANK}`),
    heading('Delibera'),
    numbered(`di aderire a ${d.centre}${acting ? ', anche per i comuni elencati di seguito' : ''};`, 1),
    numbered(
      `di approvare lo schema di convenzione «${d.convention.title}» nella versione ${d.convention.version}, allegato alla presente deliberazione;`,
      1,
    ),
    numbered(
      `di incaricare della sottoscrizione della convenzione, con firma elettronica a pena di nullità, ${d.signatory};`,
      1,
    ),
    numbered(
      `di designare quale rappresentante dell’ente negli organi del centro ${d.boardRepresentative};`,
      1,
    ),
    ...(acting
      ? [numbered('di agire per i comuni elencati di seguito, versandone la quota nella misura indicata;', 1)]
      : []),
    numbered(
      `di dare atto che la spesa per l’anno ${d.spending.year}${amount}, trova copertura nel bilancio dell’ente al capitolo ${BLANK};`,
      1,
    ),
    numbered(
      d.immediatelyExecutable
        ? 'di dichiarare, con separata votazione a maggioranza dei componenti, la presente deliberazione immediatamente eseguibile, ai sensi dell’art. 134, comma 4, del D.Lgs. 267/2000.'
        : 'di dare atto che la presente deliberazione diventa esecutiva dopo il decimo giorno dalla pubblicazione, ai sensi dell’art. 134, comma 3, del D.Lgs. 267/2000.',
      1,
    ),
    ...(acting
      ? [
          heading('Comuni'),
          table(
            ['Comune', 'Parte della quota', 'Atto di riferimento'],
            municipalities.map((m) => [m.name, m.sharePercent, m.sourceAct]),
          ),
        ]
      : []),
    heading('Votazione'),
    ...['Presenti', 'Favorevoli', 'Contrari', 'Astenuti'].map((name) => paragraph(`${name}: ${BLANK}`)),
  ];
}
