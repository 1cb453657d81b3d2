import path from 'node:path';
import { expect } from 'chai';
import { ConfigError, readConfig } from '../src/config.js';

describe('reading the settings', () => {
  it('works without any', () => {
    expect(readConfig({})).to.deep.equal({
      port: 3000,
      host: '127.0.0.1',
      dataDir: path.resolve('data'),
      behindTls: false,
      defaultLanguage: 'vi',
      logLevel: 'info',
      mailFrom: 'ky-cuong@localhost',
    });
  });

  it('takes an empty setting for one that is not set', () => {
    expect(readConfig({ PORT: '', MONGODB_URI: ' ', SESSION_SECRET: '' })).to.deep.equal(readConfig({}));
  });

  it('reads every setting', () => {
    const config = readConfig({
      PORT: '8080',
      HOST: '0.0.0.0',
      DATA_DIR: '/srv/ky-cuong',
      MONGODB_URI: 'mongodb://db.example/ky-cuong?replicaSet=rs0',
      SESSION_SECRET: 's'.repeat(32),
      PUBLIC_URL: 'https://kycuong.example/',
      DEFAULT_LANGUAGE: 'en',
      SMTP_URL: 'smtps://user:secret@mail.example',
      MAIL_FROM: 'kc@hanoi.example',
      CLAMD_URL: 'tcp://scanner.example:3310',
    });
    expect(config).to.deep.equal({
      port: 8080,
      host: '0.0.0.0',
      dataDir: '/srv/ky-cuong',
      mongodbUri: 'mongodb://db.example/ky-cuong?replicaSet=rs0',
      sessionSecret: 's'.repeat(32),
      publicUrl: 'https://kycuong.example',
      behindTls: true,
      defaultLanguage: 'en',
      smtpUrl: 'smtps://user:secret@mail.example',
      clamdUrl: 'tcp://scanner.example:3310',
      logLevel: 'info',
      mailFrom: 'kc@hanoi.example',
    });
  });

  it('knows that it is not behind TLS when the public address is plain', () => {
    expect(readConfig({ PUBLIC_URL: 'http://10.0.0.5:3000' })).to.include({
      publicUrl: 'http://10.0.0.5:3000',
      behindTls: false,
    });
  });

  const wrong: [string, string][] = [
    ['PORT', 'http'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['CLAMD_URL', 'http://scanner.example'],
    ['CLAMD_URL', 'clamd'],
    ['PORT', '3000.5'],
    ['HOST', 'two words'],
    ['MONGODB_URI', 'postgres://db'],
    ['MONGODB_URI', 'mongodb://'],
    ['SESSION_SECRET', 'short'],
    ['PUBLIC_URL', 'kycuong.example'],
    ['PUBLIC_URL', 'ftp://kycuong.example'],
    ['PUBLIC_URL', 'https://kycuong.example/app'],
    ['DEFAULT_LANGUAGE', 'fr'],
    ['SMTP_URL', 'https://mail.example'],
    ['MAIL_FROM', 'Ky Cuong <kc>'],
  ];
  for (const [name, value] of wrong) {
    it(`refuses ${name}=${value} with one line that names it`, () => {
      const read = () => readConfig({ [name]: value });
      expect(read).to.throw(ConfigError, new RegExp(`^${name} must [^\\n]+$`));
    });
  }

  it('does not repeat a secret in its message', () => {
    const read = () => readConfig({ MONGODB_URI: 'mongo://admin:hunter2@db' });
    expect(read).to.throw(ConfigError).that.has.property('message').that.does.not.include('hunter2');
  });
});
