import { expect } from 'chai';
import { acceptedEndings, isAllowedName, judge as judgeBy, tidyName } from '../../src/web/file-kinds.js';
import { usualFileRules } from '../support/files.js';

const judge = (name: string, found: string | undefined) => judgeBy(name, found, 'files', usualFileRules);

describe('judging a file that was sent', () => {
  it('takes a file whose bytes are of the kind that its name claims', () => {
    expect(judge('ảnh quầy số 3.JPG', 'image/jpeg')).to.deep.equal({ type: 'image/jpeg' });
    expect(judge('bien-ban.pdf', 'application/pdf')).to.deep.equal({ type: 'application/pdf' });
    expect(judge('ghi am.m4a', 'audio/x-m4a')).to.deep.equal({ type: 'audio/mp4' });
  });

  it('refuses a kind that is not taken', () => {
    expect(judge('setup.exe', 'application/x-msdownload')).to.deep.equal({ fault: 'errors:fileKind' });
    expect(isAllowedName('page.html', 'files', usualFileRules)).to.equal(false);
    expect(isAllowedName('no-ending', 'files', usualFileRules)).to.equal(false);
  });

  it('takes only the families that the rules of the day name, and tables in their own field whatever they say', () => {
    const rules = { ...usualFileRules, families: ['pictures'] as const };
    expect(acceptedEndings(rules)).to.equal('.jpg,.jpeg,.png,.webp,.heic,.heif');
    expect(isAllowedName('ghi âm.mp3', 'files', rules)).to.equal(false);
    expect(judgeBy('biên bản.pdf', 'application/pdf', 'files', rules)).to.deep.equal({
      fault: 'errors:fileKind',
    });
    expect(isAllowedName('kế hoạch.csv', 'table', rules)).to.equal(true);
    expect(isAllowedName('kế hoạch.csv', 'files', rules)).to.equal(false);
  });

  it('refuses an ending that lies', () => {
    expect(judge('photo.jpg', 'application/pdf')).to.deep.equal({ fault: 'errors:fileLies' });
    expect(judge('photo.jpg', undefined)).to.deep.equal({ fault: 'errors:fileLies' });
    expect(judge('report.docx', 'application/zip')).to.deep.equal({ fault: 'errors:fileLies' });
  });

  it('keeps the name without folders and signs that disguise it', () => {
    expect(tidyName('C:\\Users\\lan\\biên bản.pdf')).to.equal('biên bản.pdf');
    expect(tidyName('../../etc/passwd.png')).to.equal('passwd.png');
    expect(tidyName('photo\u202egpj.exe\u0000.png')).to.equal('photogpj.exe.png');
    expect(tidyName('bie\u0302n ba\u0309n.pdf')).to.equal('biên bản.pdf');
  });

  it('shortens a name that is too long but keeps its ending', () => {
    const name = tidyName(`${'a'.repeat(300)}.pdf`);
    expect(name).to.have.lengthOf.at.most(150);
    expect(name).to.match(/…\.pdf$/);
  });
});
