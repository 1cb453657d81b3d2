import { get } from 'node:http';
import { expect } from 'chai';
import { startProduct, type TestProduct } from '../support/product.js';

describe('styles, scripts, icons and fonts', () => {
  let product: TestProduct;
  before(async () => {
    product = await startProduct();
  });
  after(() => product.stop());

  it('come to everybody, also before the setup', async () => {
    const types: [string, RegExp][] = [
      ['css/main.css', /^text\/css/],
      ['js/main.js', /javascript/],
      ['icons/mark.svg', /^image\/svg/],
      ['govuk-frontend.min.js', /javascript/],
      ['fonts/be-vietnam-pro/be-vietnam-pro-latin-400-normal.woff2', /^font\/woff2/],
      ['fonts/be-vietnam-pro/be-vietnam-pro-vietnamese-600-normal.woff2', /^font\/woff2/],
    ];
    for (const [file, type] of types) {
      const { status, headers } = await product.agent().get(`/assets/${file}`);
      expect(status, file).to.equal(200);
      expect(headers.get('content-type')).to.match(type);
    }
  });

  it('are asked for again only to hear that they have not changed', async () => {
    const first = await product.agent().get('/assets/css/main.css');
    expect(first.headers.get('cache-control')).to.include('max-age=0');
    // Not with fetch: it asks caches to be left out whenever a condition is given.
    const headers = { 'if-none-match': first.headers.get('etag') ?? '' };
    const again = await new Promise<number | undefined>((resolve, reject) => {
      get(`${product.url}/assets/css/main.css`, { headers }, (reply) => {
        reply.resume();
        resolve(reply.statusCode);
      }).on('error', reject);
    });
    expect(again).to.equal(304);
  });

  it('hold nothing else of the project', async () => {
    for (const path of [
      '../package.json',
      '%2e%2e/package.json',
      'css/main.scss%00',
      '.stamp',
      'nothing.css',
    ]) {
      expect((await product.agent().get(`/assets/${path}`)).status, path).to.be.within(300, 404);
    }
  });

  it('say whether the product is well', async () => {
    const { status, html } = await product.agent().get('/health');
    expect([status, html]).to.deep.equal([200, '{"status":"ok"}']);
  });
});
