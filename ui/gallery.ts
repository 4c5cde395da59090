import type { Topology } from 'topojson-specification';
import { type Html, html } from '#platform/html';
import { alert } from '#ui/alert';
import { buttonGroup, buttonLink, postButton, printButton, submitButton } from '#ui/button';
import { card, cardGrid } from '#ui/card';
import { barChart } from '#ui/chart';
import { confirmPanel } from '#ui/confirm';
import { descriptionList } from '#ui/description-list';
import { details } from '#ui/details';
import { emptyState } from '#ui/empty-state';
import { errorPage } from '#ui/error-page';
import { errorSummary } from '#ui/error-summary';
import {
  checkbox,
  checkboxes,
  dateField,
  fieldset,
  fileField,
  hidden,
  moneyField,
  numberField,
  passwordField,
  radios,
  select,
  textArea,
  textField,
} from '#ui/field';
import { figureTiles } from '#ui/figure-tile';
import { form } from '#ui/form';
import { section } from '#ui/heading';
import { type Centre, type LayoutOptions, layout } from '#ui/layout';
import { listToolbar } from '#ui/list-toolbar';
import { choropleth } from '#ui/map';
import { pagination } from '#ui/pagination';
import { progress } from '#ui/progress';
import { statusTag } from '#ui/status-tag';
import { steps } from '#ui/steps';
import { dataTable } from '#ui/table';
import { tabs } from '#ui/tabs';
import { timeline } from '#ui/timeline';

/** A page with every component, for the tests and for the eye. `text` stands wherever a text may: tests pass a hostile one. */
export function gallery(
  options: { face?: LayoutOptions['face']; text?: string; centre?: Partial<Centre> } = {},
): Html {
  const t = (usual: string) => options.text ?? usual;
  return layout({
    face: options.face ?? 'desk',
    title: t('Enti aderenti'),
    heading: {
      eyebrow: t('Convenzione 2025–2029'),
      lead: t('Gli enti che hanno una convenzione in vigore con il centro, con la quota dell’anno in corso.'),
      status: statusTag('success', t('In vigore')),
      actions: [
        buttonLink({ label: t('Registra un’adesione'), href: '/adesioni/nuova', icon: 'plus' }),
        buttonLink({ label: t('Stampa'), href: '/stampa', kind: 'secondary' }),
      ],
    },
    centre: {
      name: t('Centro Servizi Territoriale del Lario'),
      shortName: t('CST Lario'),
      managingBody: t('Provincia di Como'),
      managingBodyUrl: 'https://www.example.it/',
      homeUrl: '/',
      contact: {
        address: t('Via Borgo Vico 148, 22100 Como'),
        phone: t('+39 031 230111'),
        email: t('cst@example.it'),
        pec: t('cst@pec.example.it'),
        taxCode: t('80004650133'),
      },
      ...options.centre,
    },
    user: {
      name: t('Anna Bianchi'),
      roleLabel: t('Responsabile amministrativa'),
      actingFor: t('Comune di Cernobbio'),
      links: [{ label: t('Il mio profilo'), href: '/profilo' }],
      signOutUrl: '/esci',
    },
    csrfField: hidden('_csrf', t('abc')),
    navigation: [
      { label: t('Scrivania'), href: '/scrivania' },
      {
        label: t('Enti e adesioni'),
        href: '/enti',
        current: true,
        children: [
          { label: t('Enti aderenti'), href: '/enti', current: true },
          { label: t('Adesioni'), href: '/adesioni' },
          { label: t('Convenzioni'), href: '/convenzioni' },
        ],
      },
      {
        label: t('Quote'),
        href: '/quote',
        children: [{ label: t('Avvisi di versamento'), href: '/quote/avvisi' }],
      },
      { label: t('Servizi'), href: '/servizi' },
      { label: t('Organi'), href: '/organi' },
      { label: t('Documenti'), href: '/documenti' },
    ],
    breadcrumb: [
      { label: t('Scrivania'), href: '/scrivania' },
      { label: t('Enti e adesioni'), href: '/enti' },
      { label: t('Enti aderenti') },
    ],
    notice: { kind: 'success', text: t('L’adesione del Comune di Gavirate è stata registrata.') },
    searchUrl: '/cerca',
    searchValue: options.text,
    wide: (options.face ?? 'desk') === 'desk',
    description: t('Gli enti aderenti al centro.'),
    content: [figures(t), list(t), parts(t), formExample(t), pictures(t), messages(t)],
  });
}

type Text = (usual: string) => string;

const figures = (t: Text) =>
  html`${tabs({
    label: t('Parti della scheda'),
    tabs: [
      { label: t('Riepilogo'), href: '/enti', current: true },
      { label: t('Adesioni'), href: '/enti/adesioni', count: 205 },
      { label: t('Versamenti'), href: '/enti/versamenti' },
    ],
  })}${figureTiles([
    { figure: t('205'), label: t('Enti aderenti'), note: t('3 più dell’anno scorso'), href: '/enti' },
    { figure: t('184.320,00 €'), label: t('Quote accertate'), note: t('anno 2026') },
    { figure: t('12'), label: t('Avvisi scaduti'), kind: 'warning', href: '/quote/avvisi' },
    { figure: t('2'), label: t('Recessi in istruttoria'), kind: 'danger' },
  ])}`;

interface Member {
  name: string;
  province: string;
  inhabitants: string;
  code: string;
  since: string;
  fee: string;
  state: Html;
}

export function exampleMembers(count: number, t: Text = (usual) => usual): Member[] {
  const names = [
    'Comune di Gavirate',
    'Comune di Cernobbio',
    'Comunità Montana Valli del Lario',
    'Unione di Comuni d’Intelvi',
  ];
  return Array.from({ length: count }, (_, index) => ({
    name: t(names[index % names.length]!),
    province: t(index % 2 ? 'Como' : 'Varese'),
    inhabitants: t('9.245'),
    code: t('00259850121'),
    since: t('01/01/2025'),
    fee: t('1.740,00 €'),
    state: index % 3 ? statusTag('success', t('In vigore')) : statusTag('warning', t('In istruttoria')),
  }));
}

export function exampleTable(rows: readonly Member[], t: Text = (usual) => usual): Html {
  return dataTable<Member>({
    caption: t('Enti aderenti'),
    rows,
    sort: {
      key: 'ente',
      direction: 'asc',
      href: (key, direction) => `/enti?ordine=${key}&verso=${direction}`,
    },
    totalLabel: t('Totale'),
    empty: emptyState({ title: t('Nessun ente') }),
    columns: [
      {
        header: t('Ente'),
        sortKey: 'ente',
        rowHeader: true,
        cell: (row) => html`<a href="/enti/gavirate">${row.name}</a>`,
      },
      { header: t('Provincia'), sortKey: 'provincia', cell: (row) => row.province },
      { header: t('Abitanti'), sortKey: 'abitanti', numeric: true, cell: (row) => row.inhabitants },
      { header: t('Codice fiscale'), nowrap: true, cell: (row) => row.code },
      { header: t('Adesione dal'), nowrap: true, cell: (row) => row.since },
      { header: t('Quota'), numeric: true, nowrap: true, cell: (row) => row.fee, total: t('5.220,00 €') },
      { header: t('Stato'), cell: (row) => row.state },
      { header: t('Note'), cell: () => null },
    ],
  });
}

const list = (t: Text) =>
  section({
    title: t('Elenco'),
    content: [
      listToolbar({
        action: '/enti',
        filters: [
          textField({ name: 'testo', label: t('Nome o codice'), type: 'search' }),
          select({
            name: 'provincia',
            label: t('Provincia'),
            emptyLabel: t('Tutte'),
            value: 'CO',
            submitOnChange: true,
            choices: [
              { value: 'CO', label: t('Como') },
              { value: 'VA', label: t('Varese') },
            ],
          }),
          select({
            name: 'stato',
            label: t('Stato'),
            choices: [{ group: t('Attivi'), choices: [{ value: 'vigore', label: t('In vigore') }] }],
          }),
        ],
        activeFilters: [{ label: t('Provincia: Como'), removeHref: '/enti' }],
        clearHref: '/enti',
        results: { from: 1, to: 50, total: 1205, noun: [t('ente'), t('enti')] },
        exports: [
          { format: 'CSV', href: '/enti.csv' },
          { format: 'XLSX', href: '/enti.xlsx' },
        ],
      }),
      exampleTable(exampleMembers(4, t), t),
      pagination({ page: 6, pageCount: 25, href: (page) => `/enti?pagina=${page}`, noun: t('enti') }),
      dataTable<Member>({
        caption: t('Versamenti per ente'),
        small: 'stack',
        rows: exampleMembers(2, t),
        columns: [
          { header: t('Ente'), rowHeader: true, cell: (row) => row.name },
          { header: t('Quota'), numeric: true, cell: (row) => row.fee, total: t('3.480,00 €') },
          { header: t('Stato'), cell: (row) => row.state },
          {
            header: t('Azioni'),
            headerHidden: true,
            cell: (row) =>
              buttonLink({
                label: t('Apri'),
                about: row.name,
                href: '/enti/1',
                kind: 'secondary',
                size: 'sm',
              }),
          },
        ],
        totalLabel: t('Totale versamenti'),
      }),
      emptyState({
        title: t('Nessun avviso di versamento'),
        text: t('Gli avvisi compaiono qui dopo l’approvazione dell’accertamento.'),
        action: buttonLink({ label: t('Vai agli accertamenti'), href: '/quote/accertamenti' }),
      }),
    ],
  });

const parts = (t: Text) =>
  html`${section({
    title: t('Dati dell’ente'),
    action: html`<a href="/modifica">${t('Modifica')}</a>`,
    content: descriptionList([
      { term: t('Denominazione'), value: t('Comune di Gavirate') },
      { term: t('PEC'), value: null },
      {
        term: t('Stato'),
        value: statusTag('info', t('In istruttoria')),
        action: html`<a href="/stato">${t('Cambia stato')}</a>`,
      },
      {
        term: t('Altri stati'),
        value: [
          statusTag('neutral', t('Bozza')),
          ' ',
          statusTag('success', t('Pagato')),
          ' ',
          statusTag('warning', t('In scadenza')),
          ' ',
          statusTag('danger', t('Scaduto')),
        ],
      },
    ]),
  })}${section({
    title: t('Procedimento'),
    content: html`<div class="row"><div class="col-lg-6">${steps({
      label: t('Fasi dell’adesione'),
      steps: [
        { label: t('Delibera dell’ente'), state: 'done', note: t('12/01/2026, Anna Bianchi') },
        {
          label: t('Istruttoria del centro'),
          state: 'current',
          href: '/istruttoria',
          note: t('entro il 28/02/2026'),
        },
        { label: t('Firma della convenzione'), state: 'todo' },
        { label: t('Recesso'), state: 'stopped' },
      ],
    })}</div><div class="col-lg-6">${timeline([
      {
        title: t('Avviso di versamento emesso'),
        when: t('21/11/2026, ore 10:32'),
        datetime: '2026-11-21T10:32:00+01:00',
        actor: t('Anna Bianchi'),
        detail: t('Avviso n. 12/2026 di 1.740,00 €.'),
      },
      { title: t('Accertamento approvato'), when: t('20/11/2026') },
    ])}</div></div>`,
  })}${section({
    title: t('Servizi'),
    content: cardGrid([
      card({
        title: t('Posta elettronica certificata'),
        href: '/servizi/pec',
        icon: 'mail',
        eyebrow: t('Comunicazione'),
        text: html`<p>${t('Caselle PEC per gli uffici dell’ente.')}</p>`,
        footer: t('Attivo in 120 enti'),
      }),
      card({
        title: t('Sportello digitale'),
        text: t('Istanze dei cittadini in linea.'),
        status: statusTag('info', t('Nuovo')),
      }),
    ]),
  })}`;

const formExample = (t: Text) =>
  section({
    title: t('Registra un versamento'),
    content: [
      errorSummary([
        { field: 'importo', message: t('Indicare l’importo del versamento.') },
        { message: t('L’avviso risulta già pagato.') },
      ]),
      form({
        action: '/versamenti',
        label: t('Versamento'),
        hiddenFields: hidden('chiave', t('1')),
        multipart: true,
        submitLabel: t('Registra il versamento'),
        cancelHref: '/versamenti',
        otherButtons: submitButton({
          label: t('Salva la bozza'),
          kind: 'secondary',
          name: 'azione',
          value: 'bozza',
        }),
        fields: [
          textField({
            name: 'causale',
            label: t('Causale'),
            required: true,
            value: t('Quota 2026'),
            width: 'long',
          }),
          moneyField({
            name: 'importo',
            label: t('Importo'),
            error: t('Indicare l’importo del versamento.'),
            value: t('1.740,0x'),
          }),
          dateField({ name: 'data', label: t('Data del versamento'), required: true }),
          numberField({ name: 'quota', label: t('Percentuale'), suffix: '%', value: 12 }),
          select({
            name: 'canale',
            label: t('Canale'),
            hint: t('Come è arrivato il versamento.'),
            emptyLabel: t('Scegliere un canale'),
            choices: [{ value: 'pagopa', label: 'pagoPA' }],
            error: t('Scegliere il canale.'),
          }),
          radios({
            name: 'esito',
            label: t('Esito'),
            required: true,
            value: 'totale',
            choices: [
              { value: 'totale', label: t('Versamento totale'), hint: t('Estingue l’avviso.') },
              { value: 'parziale', label: t('Versamento parziale') },
            ],
          }),
          checkboxes({
            name: 'avvisare',
            label: t('Chi avvisare'),
            values: ['ente'],
            choices: [
              { value: 'ente', label: t('L’ente') },
              { value: 'ragioneria', label: t('La ragioneria') },
            ],
          }),
          textArea({
            name: 'note',
            label: t('Note'),
            hint: t('Facoltative.'),
            value: t('Pervenuto con ritardo.'),
          }),
          fileField({ name: 'ricevuta', label: t('Ricevuta'), hint: t('In formato PDF.'), accept: '.pdf' }),
          fieldset({
            legend: t('Accesso'),
            content: passwordField({
              name: 'parola',
              label: t('Password'),
              autocomplete: 'current-password',
            }),
          }),
          checkbox({ name: 'conferma', label: t('I dati sono stati verificati'), required: true }),
        ],
      }),
    ],
  });

const pictures = (t: Text) =>
  html`<div class="row"><div class="col-lg-6">${section({
    title: t('Versamenti per mese'),
    content: [
      barChart({
        title: t('Versamenti per provincia'),
        description: t('Como 120.000 €, Varese 64.320 €, Lecco 12.000 €.'),
        labelHeader: t('Provincia'),
        valueHeader: t('Versato'),
        bars: [
          { label: t('Como'), value: 120000, text: t('120.000,00 €') },
          { label: t('Varese'), value: 64320, text: t('64.320,00 €') },
          { label: t('Lecco'), value: 12000, text: t('12.000,00 €'), href: '/lecco' },
        ],
      }),
      barChart({
        title: t('Adesioni per anno'),
        id: 'grafico-anni',
        direction: 'vertical',
        description: t('Dal 2022 al 2026 da 180 a 205.'),
        labelHeader: t('Anno'),
        valueHeader: t('Adesioni'),
        bars: [180, 184, 192, 202, 205].map((value, index) => ({
          label: t(String(2022 + index)),
          value,
          text: t(String(value)),
        })),
      }),
    ],
  })}</div><div class="col-lg-6">${section({
    title: t('Mappa'),
    content: choropleth({
      title: t('Enti aderenti per zona'),
      description: t('Quattro zone.'),
      topology: EXAMPLE_TOPOLOGY,
      object: 'zone',
      legendTitle: t('Quota di enti aderenti'),
      classes: [
        { label: t('fino al 25%') },
        { label: t('26–50%') },
        { label: t('51–75%') },
        { label: t('oltre il 75%') },
      ],
      classify: (id) => ({ A: 0, B: 1, C: 3 })[id],
      label: (id) => `${t('Zona')} ${id}`,
      href: (id) => `/zone/${id}`,
    }),
  })}</div></div>`;

const messages = (t: Text) =>
  section({
    title: t('Messaggi'),
    content: [
      alert({ kind: 'info', text: t('I dati sono aggiornati al 20/11/2026.') }),
      alert({ kind: 'warning', title: t('Scadenza vicina'), text: t('L’avviso scade il 30/11/2026.') }),
      alert({ kind: 'danger', text: html`<p>${t('L’invio non è riuscito.')}</p>` }),
      progress({
        label: t('Emissione degli avvisi'),
        done: 120,
        total: 205,
        text: t('120 di 205 avvisi emessi'),
        pollUrl: '/avanzamento',
        refreshHref: '/avanzamento',
      }),
      details({ summary: t('Come è stata calcolata la quota'), content: t('9.245 abitanti × 0,188 €.') }),
      buttonGroup([
        buttonLink({ label: t('Principale'), href: '/a' }),
        buttonLink({ label: t('Secondario'), href: '/b', kind: 'secondary' }),
        buttonLink({ label: t('Semplice'), href: '/c', kind: 'plain' }),
        printButton(t('Stampa la pagina')),
        postButton({
          label: t('Elimina la bozza'),
          action: '/d',
          hiddenFields: hidden('_csrf', t('x')),
          kind: 'danger',
        }),
      ]),
      section({
        title: t('Conferma'),
        level: 3,
        content: confirmPanel({
          question: t('Annullare l’avviso n. 12/2026?'),
          consequences: t('L’ente riceverà una comunicazione. L’operazione non può essere annullata.'),
          action: '/annulla',
          confirmLabel: t('Annulla l’avviso'),
          cancelHref: '/avvisi/12',
          danger: true,
        }),
      }),
      section({
        title: t('Pagina di errore'),
        level: 3,
        content: errorPage({
          status: 409,
          message: t('L’avviso è già stato pagato.'),
          homeHref: '/',
          backHref: '/avvisi',
          requestId: t('req-12'),
          contact: t('Assistenza: 031 230111'),
        }),
      }),
    ],
  });

/** Four squares that share their sides. */
const EXAMPLE_TOPOLOGY = {
  type: 'Topology',
  objects: {
    zone: {
      type: 'GeometryCollection',
      geometries: [
        { type: 'Polygon', id: 'A', arcs: [[0]] },
        { type: 'Polygon', id: 'B', arcs: [[1]] },
        { type: 'Polygon', id: 'C', arcs: [[2]] },
        { type: 'Polygon', id: 'D', arcs: [[3]] },
      ],
    },
  },
  arcs: [
    [
      [9, 45],
      [9, 45.5],
      [9.6, 45.6],
      [9.5, 45],
      [9, 45],
    ],
    [
      [9.5, 45],
      [9.6, 45.6],
      [10.2, 45.5],
      [10, 45],
      [9.5, 45],
    ],
    [
      [9, 45.5],
      [9.1, 46],
      [9.7, 46],
      [9.6, 45.6],
      [9, 45.5],
    ],
    [
      [9.6, 45.6],
      [9.7, 46],
      [10.3, 46],
      [10.2, 45.5],
      [9.6, 45.6],
    ],
  ],
} satisfies Topology;
