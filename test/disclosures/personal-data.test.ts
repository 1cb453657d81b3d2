import { expect } from 'chai';
import { withoutPersonalData } from '../../src/disclosures/personal-data.js';

const NAMES = ['Nguyễn Thị Hồng', 'Trần An', 'Admin'];
const clean = (text: string) => withoutPersonalData(text, NAMES).text;

describe('taking personal data out of a text', () => {
  it('takes out the names of accounts, however they are written, and counts', () => {
    expect(withoutPersonalData('Giao NGUYỄN THỊ HỒNG và Trần An chủ trì.', NAMES)).to.deep.equal({
      text: 'Giao […] và […] chủ trì.',
      taken: 2,
    });
    expect(clean('Giao Nguyễn Thị Hồng chủ trì'.normalize('NFD'))).to.equal('Giao […] chủ trì');
  });

  it('takes out names after a form of address, and leaves posts', () => {
    expect(clean('Phê bình ông Lê Văn Tám và bà Đỗ Thị Út.')).to.equal('Phê bình ông […] và bà […].');
    expect(clean('ông/bà Lê Ý, đ/c Phạm Ân')).to.equal('ông/bà […], đ/c […]');
    expect(clean('Đồng chí Vũ Đức Phó Chủ tịch phụ trách')).to.equal('Đồng chí […] Phó Chủ tịch phụ trách');
    expect(clean('Giao đồng chí Chủ tịch Ủy ban nhân dân phường')).to.equal(
      'Giao đồng chí Chủ tịch Ủy ban nhân dân phường',
    );
  });

  it('takes out addresses and numbers that lead to a person', () => {
    expect(clean('Liên hệ an.tran@example.vn, 0912 345 678 hoặc +84912345678')).to.equal(
      'Liên hệ […], […] hoặc […]',
    );
    expect(clean('CCCD 001099012345, CMND 012345678')).to.equal('CCCD […], CMND […]');
  });

  it('leaves figures, days, documents, streets and words alone', () => {
    const text =
      'Đã kiểm tra 1.234 hồ sơ ngày 05/03/2026 theo Kế hoạch 12/KH-UBND, Nghị định 30/2020/NĐ-CP tại phố Bà Triệu; ' +
      'các ông bà con cô bác, anh em công chức; 2026-03-05; 100000000000000 đồng; Trần Anh.';
    expect(withoutPersonalData(text, NAMES)).to.deep.equal({ text, taken: 0 });
  });
});
