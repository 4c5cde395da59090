import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { examineLogo, MOST_LOGO_BYTES } from './logo.ts';

const svg = (inside: string, attributes = '') =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"${attributes}>${inside}</svg>`);

describe('the logo of a centre', () => {
  it('is a PNG, or an SVG that only draws', () => {
    assert.deepEqual(examineLogo(Buffer.from('89504e470d0a1a0a00', 'hex')), { type: 'image/png' });
    const drawing =
      '<!-- stemma --><defs><linearGradient id="a"><stop offset="0"/></linearGradient></defs><path fill="url(#a)" d="M0 0h1"/><use href="#a"/>';
    assert.deepEqual(examineLogo(svg(drawing)), { type: 'image/svg+xml' });
    const exported = Buffer.from(
      `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><g/></svg>`,
    );
    assert.deepEqual(examineLogo(exported), { type: 'image/svg+xml' });
  });

  it('is known by its bytes, not by its name', () => {
    for (const bytes of ['GIF89a', '<html><svg></svg></html>', 'svg', ''])
      assert.deepEqual(examineLogo(Buffer.from(bytes)), { problem: 'centres.logo-not-an-image' });
    assert.deepEqual(examineLogo(Buffer.alloc(MOST_LOGO_BYTES + 1)), { problem: 'centres.logo-too-large' });
  });

  it('carries no program, no link and nothing from elsewhere, however it is written', () => {
    const hostile = [
      svg('<script>alert(1)</script>'),
      svg('<svg:script>alert(1)</svg:script>'),
      svg('<SCRIPT>alert(1)</SCRIPT>'),
      svg('<rect/>', ' onload="alert(1)"'),
      svg('<rect\nonclick=alert(1) />'),
      svg('<rect/onclick=alert(1) />'),
      svg('<a href="javascript:alert(1)"><text>x</text></a>'),
      svg('<use href="&#106;avascript:alert(1)"/>'),
      svg('<use href="https://evil.example/x.svg#a"/>'),
      svg('<use xlink:href="//evil.example/x.svg#a"/>'),
      svg('<image href="https://evil.example/x.png"/>'),
      svg('<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>'),
      svg('<style>@import "//evil.example/a.css";</style>'),
      svg('<rect style="fill:url(//evil.example/a)"/>'),
      svg('<rect style="fill:u\\72l(//evil.example/a)"/>'),
      svg('<animate attributeName="href" to="javascript:alert(1)"/>'),
      svg('<![CDATA[<script>alert(1)</script>]]>'),
      Buffer.from('<!DOCTYPE svg [<!ENTITY a "x">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>'),
      Buffer.from(
        '<?xml version="1.0"?><?xml-stylesheet href="//evil.example/a.css"?><svg xmlns="http://www.w3.org/2000/svg"/>',
      ),
    ];
    for (const bytes of hostile) assert.ok('problem' in examineLogo(bytes), bytes.toString());
  });
});
