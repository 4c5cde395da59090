import type { Problems } from '#platform/forms/submit';
import { type Html, html } from '#platform/html';
import type { Visit } from '#platform/http/visit';
import { alert } from '#ui/alert';
import { descriptionList } from '#ui/description-list';
import { details } from '#ui/details';
import { errorSummary } from '#ui/error-summary';
import { dateField, fieldset, hidden, radios, select, textArea, textField } from '#ui/field';
import { form } from '#ui/form';
import { REGISTER_LABELS } from '../../labels.it.ts';
import { directoryLinks } from '../../links.ts';
import type { ShownImport } from '../../queries/get-import.ts';
import { matchColumns, type Recognition } from '../../rules/register-files/recognise-register.ts';
import { REGISTER_KINDS } from '../../rules/register-files/register-kinds.ts';
import { REGIONS } from '../../rules/register-import/provinces.ts';

const ENCODINGS: Readonly<Record<string, string>> = {
  'utf-8': 'UTF-8',
  'windows-1252': 'Windows-1252',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
};
const DELIMITERS: Readonly<Record<string, string>> = {
  ',': 'virgola',
  ';': 'punto e virgola',
  '\t': 'tabulazione',
  '|': 'barra verticale',
};

export function importSettingsView(visit: Visit, upload: ShownImport, problems: Problems): Html {
  const { reading, kind } = upload;
  const recognition = matchColumns(kind, reading.header, upload.mapping);
  return html`${errorSummary(Object.entries(problems.errors).map(([field, message]) => ({ field, message })))}${
    recognition.complete
      ? alert({
          kind: 'success',
          text: html`Le colonne corrispondono al registro <strong>${REGISTER_LABELS[kind]}</strong>.`,
        })
      : alert({
          kind: 'warning',
          title: 'Le colonne vanno abbinate a mano',
          text: html`<ul>${[...recognition.missing, ...recognition.ambiguous].map(({ reason }) => html`<li>${reason}</li>`)}</ul>`,
        })
  }${descriptionList(
    [
      reading.encoding && { term: 'Codifica', value: ENCODINGS[reading.encoding] ?? reading.encoding },
      reading.delimiter && { term: 'Separatore', value: DELIMITERS[reading.delimiter] ?? reading.delimiter },
      reading.format !== 'topojson' && { term: 'Colonne', value: String(reading.header.length) },
      {
        term: 'Dimensione',
        value: `${Math.max(1, Math.round(upload.fileSize / 1024)).toLocaleString('it-IT')} kB`,
      },
    ],
    { compact: true },
  )}${form({
    action: directoryLinks.importPart(upload.id, 'impostazioni'),
    hiddenFields: html`${visit.hiddenFields()}${hidden('mostrato', kind)}`,
    fields: html`${select({
      name: 'registro',
      label: 'Registro',
      required: true,
      value: kind,
      hint: 'Scegliendo un altro registro si vedono prima le sue colonne.',
      choices: Object.entries(REGISTER_LABELS).map(([value, label]) => ({ value, label })),
      ...wrong(problems, 'registro'),
    })}${territoryFields(problems)}${optionFields(upload, problems)}${
      reading.format === 'topojson' ? '' : columnFields(upload, recognition, problems)
    }`,
    submitLabel: 'Fai la prova',
    cancelHref: directoryLinks.imports(),
  })}`;
}

const wrong = (problems: Problems, field: string) =>
  problems.errors[field] ? { error: problems.errors[field] } : {};

function territoryFields(problems: Problems): Html {
  const { values } = problems;
  return fieldset({
    legend: 'Territorio',
    hint: 'Un file nazionale si può caricare anche solo per la propria parte: le altre righe si contano e non si toccano.',
    content: html`${radios({
      name: 'territorio',
      label: 'Che cosa caricare',
      required: true,
      value: values.territorio ?? 'all',
      choices: [
        { value: 'all', label: 'Tutto il file' },
        { value: 'known', label: 'Solo gli enti già in anagrafe' },
        { value: 'provinces', label: 'Una o più province' },
        { value: 'region', label: 'Una regione' },
        { value: 'list', label: 'Un elenco di codici' },
      ],
      ...wrong(problems, 'territorio'),
    })}${textField({
      name: 'province',
      label: 'Sigle delle province',
      hint: 'Separate da virgole, per esempio BS, BG. Serve solo se si è scelto «Una o più province».',
      width: 'medium',
      value: values.province ?? '',
      ...wrong(problems, 'province'),
    })}${select({
      name: 'regione',
      label: 'Regione',
      hint: 'Serve solo se si è scelto «Una regione».',
      width: 'medium',
      value: values.regione ?? '',
      emptyLabel: 'Nessuna',
      choices: REGIONS.map((region) => ({ value: region, label: region })),
      ...wrong(problems, 'regione'),
    })}${textArea({
      name: 'codici',
      label: 'Codici ISTAT o IPA',
      hint: 'Uno per riga. Servono solo se si è scelto «Un elenco di codici».',
      rows: 3,
      value: values.codici ?? '',
      ...wrong(problems, 'codici'),
    })}`,
  });
}

function optionFields({ kind }: ShownImport, problems: Problems): Html {
  const { values } = problems;
  const figures = kind === 'population' || kind === 'enterprises' || kind === 'quantities';
  const bodies = kind === 'ipa-bodies' || kind === 'istat-comuni' || kind === 'associations';
  return html`${
    figures
      ? dateField({
          name: 'data',
          label: 'Data di riferimento dei dati',
          hint: 'Nel formato gg/mm/aaaa. Serve quando il file non la dice in una colonna o nell’intestazione.',
          value: values.data ?? '',
          ...wrong(problems, 'data'),
        })
      : ''
  }${
    bodies
      ? dateField({
          name: 'decorrenza',
          label: 'Decorrenza di nomi e codici cambiati',
          hint: 'Nel formato gg/mm/aaaa: fino al giorno prima restano quelli di oggi, nella storia dell’ente.',
          value: values.decorrenza ?? '',
          ...wrong(problems, 'decorrenza'),
        })
      : ''
  }${textField({
    name: 'fonte',
    label: 'Fonte, come sarà scritta accanto ai dati',
    value: values.fonte ?? '',
    maxlength: 200,
    ...wrong(problems, 'fonte'),
  })}${
    kind === 'boundaries'
      ? html`${textField({ name: 'oggetto', label: 'Raccolta da leggere', hint: 'Solo se il TopoJSON ne ha più d’una.', width: 'medium', value: values.oggetto ?? '' })}${textField({ name: 'nota', label: 'Avvertenza sotto la mappa', value: values.nota ?? '', maxlength: 300 })}`
      : ''
  }`;
}

function columnFields(upload: ShownImport, recognition: Recognition, problems: Problems): Html {
  const columns = upload.reading.header.map((heading, position) => ({
    value: String(position),
    label: `${position + 1}. ${heading || '(senza titolo)'}`,
  }));
  const needed = new Set(recognition.missing.flatMap(({ fields }) => fields));
  const content = REGISTER_KINDS[upload.kind].columns.map(({ field, label, required }) => {
    const name = `colonna-${field}`;
    const sent = problems.values.mostrato === upload.kind ? problems.values[name] : undefined;
    return select({
      name,
      label: label.charAt(0).toUpperCase() + label.slice(1),
      required: required || needed.has(field),
      width: 'long',
      value: sent ?? String(recognition.columnOf[field] ?? ''),
      emptyLabel: 'Nessuna colonna',
      choices: columns,
      ...wrong(problems, name),
    });
  });
  return details({
    summary: `Abbinamento delle colonne (${Object.keys(recognition.columnOf).length} abbinate, ${recognition.unused.length} non usate)`,
    content: html`${content}`,
    open: !recognition.complete,
  });
}
