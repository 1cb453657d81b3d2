import { expect } from 'chai';
import mongoose from 'mongoose';
import { makePerson, PASSWORD, startProduct, type TestProduct } from '../support/product.js';

describe('what protects every page', () => {
  let product: TestProduct;
  before(async () => {
    product = await startProduct();
    await makePerson('inspector', { userName: 'lan' });
  });
  after(() => product.stop());

  it('lets a page load our own files only, no script or style inside the page', async () => {
    const { headers, html } = await product.agent().get('/sign-in');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).to.include("default-src 'self'").and.to.include("frame-ancestors 'none'");
    expect(policy).to.not.match(/unsafe|https?:|\*/);
    expect(html).to.not.match(/<script(?![^>]* src=)|<style|\sstyle=|\son\w+=/i);
  });

  it('keeps pages out of caches and tells nothing of what it is made of', async () => {
    const { headers } = await product.agent().get('/sign-in');
    expect(headers.get('cache-control')).to.equal('no-store');
    expect(headers.get('x-content-type-options')).to.equal('nosniff');
    expect(headers.get('x-powered-by')).to.equal(null);
    expect(headers.get('strict-transport-security')).to.equal(null);
  });

  it('keeps the session’s cookie from scripts and other sites', async () => {
    const reply = await product.agent().get('/sign-in');
    const [cookie] = reply.headers.getSetCookie();
    expect(cookie)
      .to.match(/^session=/)
      .and.to.include('HttpOnly')
      .and.to.include('SameSite=Lax');
  });

  it('refuses a form without the session’s token, and says so in words', async () => {
    const agent = await product.agentFor({ userName: 'lan' });
    for (const token of ['', 'forged', 'A'.repeat(86)]) {
      agent.token = token;
      const { status, text } = await agent.post('/account', { language: 'en', post: '0' });
      expect(status).to.equal(403);
      expect(text).to.include('Biểu mẫu đã hết hiệu lực');
    }
    const other = product.agent();
    await other.get('/sign-in');
    agent.token = other.token;
    expect((await agent.post('/sign-out')).status).to.equal(403);
    expect((await agent.get('/account')).status).to.equal(200);
  });

  it('prints the token differently each time', async () => {
    const agent = product.agent();
    const tokens = new Set<string>();
    for (let count = 0; count < 3; count += 1) {
      await agent.get('/sign-in');
      tokens.add(agent.token);
    }
    expect(tokens.size).to.equal(3);
    expect((await agent.post('/sign-in', { userName: 'lan', password: PASSWORD })).status).to.equal(303);
  });

  it('begins no session for a page that prints no form', async () => {
    const before = await mongoose.connection.collection('sessions').countDocuments();
    await product.agent().get('/account');
    await product.agent().get('/assets/css/main.css');
    expect(await mongoose.connection.collection('sessions').countDocuments()).to.equal(before);
  });

  it('does not write the session for every page', async () => {
    const agent = await product.agentFor({ userName: 'lan' });
    const sessions = mongoose.connection.collection('sessions');
    const before = await sessions.find().toArray();
    await agent.get('/account');
    await agent.get('/account');
    expect(await sessions.find().toArray()).to.deep.equal(before);
  });
});

describe('behind TLS', () => {
  let product: TestProduct;
  before(async () => {
    product = await startProduct({ env: { PUBLIC_URL: 'https://kycuong.example' } });
    await makePerson('inspector');
  });
  after(() => product.stop());

  it('tells browsers to stay with it and to send the cookie over it only', async () => {
    const response = await fetch(`http://127.0.0.1:${product.port}/sign-in`, {
      headers: { 'x-forwarded-proto': 'https' },
    });
    expect(response.headers.get('strict-transport-security')).to.equal('max-age=31536000');
    expect(response.headers.get('content-security-policy')).to.include('upgrade-insecure-requests');
    expect(response.headers.getSetCookie()[0])
      .to.match(/^__Host-session=/)
      .and.to.include('Secure')
      .and.to.include('Path=/');
  });
});

describe('wrong passwords from one address', () => {
  let product: TestProduct;
  before(async () => {
    product = await startProduct();
    await makePerson('inspector', { userName: 'lan' });
  });
  after(() => product.stop());

  it('are slowed down after 60, also for another name', async () => {
    const failures = mongoose.connection.collection('sign_in_failures');
    const agent = product.agent();
    await agent.get('/sign-in');
    await agent.post('/sign-in', { userName: 'name1', password: 'wrong' });
    await failures.updateMany({}, { $set: { points: 60 } });
    const { status, headers, text } = await agent.post('/sign-in', { userName: 'lan', password: PASSWORD });
    expect(status).to.equal(429);
    expect(Number(headers.get('retry-after'))).to.be.within(1, 900);
    expect(text).to.include('Quá nhiều lần thử');
  });
});
