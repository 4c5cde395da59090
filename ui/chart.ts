import { type Html, html } from '#platform/html';
import { attributes } from '#ui/attributes';
import { dataTable } from '#ui/table';

export interface ChartBar {
  label: string;
  /** Only for the length of the bar. */
  value: number;
  /** The figure as it is written: "1.740,00 €". */
  text: string;
  href?: string;
}

export interface BarChartOptions {
  title: string;
  /** What the chart shows, in a sentence, for who does not see it. */
  description: string;
  bars: readonly ChartBar[];
  /** Headers of the table of the same data. */
  labelHeader: string;
  valueHeader: string;
  /** Vertical bars for series in time with short labels and figures; horizontal for everything else. */
  direction?: 'horizontal' | 'vertical';
  /** Distinguishes two charts of a page with the same title. */
  id?: string;
}

const WIDTH = 640;
const BAR = 24;
const LABEL_HEIGHT = 28;
const ROW = LABEL_HEIGHT + BAR + 14;
const VALUE_WIDTH = 150;

/** Bars drawn on the server, with the table of the same figures below. The values may not be negative. */
export function barChart(options: BarChartOptions): Html {
  const id = options.id ?? `grafico-${slug(options.title)}`;
  const largest = Math.max(...options.bars.map((bar) => bar.value), 0) || 1;
  const drawing =
    options.direction === 'vertical' ? vertical(options, largest) : horizontal(options, largest);
  return html`<figure class="chart"><figcaption class="h5">${options.title}</figcaption><svg class="chart-drawing" role="img"${attributes(
    {
      viewBox: `0 0 ${drawing.width} ${drawing.height}`,
      'aria-labelledby': `${id}-titolo ${id}-descrizione`,
    },
  )}><title${attributes({ id: `${id}-titolo` })}>${options.title}</title><desc${attributes({ id: `${id}-descrizione` })}>${options.description}</desc>${drawing.content}</svg><details class="disclosure"><summary>Dati del grafico in tabella</summary><div class="disclosure-content">${dataTable<ChartBar>(
    {
      id: `${id}-tabella`,
      caption: options.title,
      captionHidden: true,
      columns: [
        {
          header: options.labelHeader,
          rowHeader: true,
          cell: (bar) => (bar.href ? html`<a${attributes({ href: bar.href })}>${bar.label}</a>` : bar.label),
        },
        { header: options.valueHeader, numeric: true, cell: (bar) => bar.text },
      ],
      rows: options.bars,
    },
  )}</div></details></figure>`;
}

interface Drawing {
  width: number;
  height: number;
  content: Html;
}

/** Each label stands above its bar, so that it stays legible when the drawing shrinks. */
function horizontal(options: BarChartOptions, largest: number): Drawing {
  const length = (value: number) => (value / largest) * (WIDTH - VALUE_WIDTH);
  const height = Math.max(options.bars.length, 1) * ROW;
  const content = html`${options.bars.map((bar, index) => {
    const y = index * ROW + LABEL_HEIGHT;
    const width = round(length(bar.value));
    return html`<text class="chart-label"${attributes({ x: 1, y: y - 8 })}>${short(bar.label, 50)}</text><rect class="chart-bar"${attributes(
      {
        x: 1,
        y,
        width,
        height: BAR,
      },
    )}></rect><text class="chart-value"${attributes({ x: width + 9, y: y + 18 })}>${bar.text}</text>`;
  })}<line class="chart-axis"${attributes({ x1: 1, x2: 1, y1: 0, y2: height })}></line>`;
  return { width: WIDTH, height, content };
}

function vertical(options: BarChartOptions, largest: number): Drawing {
  const height = 240;
  const rise = (value: number) => (value / largest) * height;
  const step = WIDTH / Math.max(options.bars.length, 1);
  const bar = Math.min(step * 0.64, 64);
  const letters = Math.max(Math.floor(step / 12), 3);
  const content = html`${options.bars.map((item, index) => {
    const middle = round(step * (index + 0.5));
    const top = round(height - rise(item.value)) + 24;
    return html`<rect class="chart-bar"${attributes({ x: round(middle - bar / 2), y: top, width: round(bar), height: round(height + 24 - top) })}></rect><text class="chart-value" text-anchor="middle"${attributes(
      { x: middle, y: top - 8 },
    )}>${item.text}</text><text class="chart-label" text-anchor="middle"${attributes({ x: middle, y: height + 46 })}>${short(item.label, letters)}</text>`;
  })}<line class="chart-axis"${attributes({ x1: 0, x2: WIDTH, y1: height + 24, y2: height + 24 })}></line>`;
  return { width: WIDTH, height: height + 56, content };
}

const round = (value: number) => Math.round(value * 10) / 10;
const short = (text: string, letters: number) =>
  text.length <= letters ? text : `${text.slice(0, letters - 1)}…`;
const slug = (text: string) =>
  text
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
