import { expect } from 'chai';
import {
  addresseeOf,
  codeOf,
  bodyOf,
  issuerOf,
  teamIssuer,
  nameInText,
  officialDay,
  placeAndDate,
  placeOf,
} from '../../src/paper/letterhead.js';
import { defaultSettings } from '../../src/settings/settings.data.js';
import type { Translate } from '../../src/shared/language.js';
import type { UnitKind } from '../../src/units/unit.js';
import { loadTranslations } from '../../src/web/translations.js';
import { unit } from '../reports/support/world.js';

const named = (kind: UnitKind, vi: string, en: string, ancestorIds = ['01']) =>
  unit(vi, kind, ancestorIds, { name: { vi, en }, code: 'SNV' });
const city = named('city', 'Thành phố Hà Nội', 'Hanoi City', []);
const district = named('urban_district', 'Quận Long Biên', 'Long Bien District');
const ward = named('ward', 'Phường Văn Miếu - Quốc Tử Giám', 'Van Mieu - Quoc Tu Giam Ward');
const department = named('department', 'Sở Nội vụ', 'Department of Home Affairs');

describe('the head of a paper', () => {
  const office = defaultSettings();
  let t: Translate;
  before(async () => {
    t = (await loadTranslations())('vi');
  });
  const issuer = (of: typeof city) => issuerOf(of, office, { language: 'vi', t }, '2026-11-22');

  it('of a team names the office that sent it, numbers apart and is signed by its head', () => {
    expect(teamIssuer(issuer(city), 'Trần Thanh Bình', { language: 'vi', t })).to.deep.equal({
      superior: ['SỞ NỘI VỤ'],
      issuer: ['ĐOÀN KIỂM TRA'],
      place: 'Hà Nội',
      code: 'ĐKT',
      authority: ['TM. ĐOÀN KIỂM TRA', 'TRƯỞNG ĐOÀN'],
      signer: 'Trần Thanh Bình',
    });
  });

  it('is addressed to the committee of a place, and to a department itself', () => {
    const names = [ward, department].map((one) => bodyOf(one, { language: 'vi', t }));
    expect(names).to.deep.equal(['Ủy ban nhân dân phường Văn Miếu - Quốc Tử Giám', 'Sở Nội vụ']);
  });

  it('of the city names the body that the settings name', () => {
    expect(issuer(city)).to.deep.equal({
      superior: ['UBND THÀNH PHỐ HÀ NỘI'],
      issuer: ['SỞ NỘI VỤ'],
      place: 'Hà Nội',
      code: 'SNV',
      authority: ['GIÁM ĐỐC'],
      signer: '',
    });
  });

  it('of the city names who signs on the day of the paper', () => {
    const signers = [
      {
        validFrom: '2026-11-01',
        authority: { vi: 'KT. GIÁM ĐỐC', en: '' },
        post: { vi: 'PHÓ GIÁM ĐỐC', en: 'DEPUTY DIRECTOR' },
        name: 'Vũ Thu Hà',
      },
    ];
    const signing = (day: string) => {
      const { authority, signer } = issuerOf(city, { ...office, signers }, { language: 'vi', t }, day);
      return [authority, signer];
    };
    expect(signing('2026-11-01')).to.deep.equal([['KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC'], 'Vũ Thu Hà']);
    expect(signing('2026-10-31')).to.deep.equal([['GIÁM ĐỐC'], '']);
  });

  it('of a ward or district names its people’s committee, and nobody above', () => {
    expect(issuer(ward)).to.deep.equal({
      superior: [],
      issuer: ['ỦY BAN NHÂN DÂN', 'PHƯỜNG VĂN MIẾU - QUỐC TỬ GIÁM'],
      place: 'Văn Miếu - Quốc Tử Giám',
      code: 'UBND',
      authority: ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'],
      signer: '',
    });
  });

  it('of a department stands below the people’s committee of the city', () => {
    const { superior, issuer: name, code } = issuer(department);
    expect([superior, name, code]).to.deep.equal([['UBND THÀNH PHỐ HÀ NỘI'], ['SỞ NỘI VỤ'], 'SNV']);
  });

  it('takes the code of its number from the issuer', () => {
    const codes = ['SỞ NỘI VỤ', 'ĐOÀN KIỂM TRA CÔNG VỤ', 'ỦY BAN NHÂN DÂN QUẬN LONG BIÊN', 'UBND PHƯỜNG'].map(
      codeOf,
    );
    expect(codes).to.deep.equal(['SNV', 'ĐKTCV', 'UBND', 'UBND']);
  });

  it('is addressed to the committee above; the city’s to the body behind the directive', () => {
    const to = (of: typeof city, parent?: typeof city) =>
      addresseeOf(of, parent, office, { language: 'vi', t });
    expect(to(ward, district)).to.equal('Ủy ban nhân dân quận Long Biên');
    expect(to(city)).to.equal('Ban Thường vụ Thành ủy Hà Nội');
  });

  it('writes names within sentences with a small letter for the level of an area', () => {
    expect([ward, department].map((of) => nameInText(of, 'vi'))).to.deep.equal([
      'phường Văn Miếu - Quốc Tử Giám',
      'Sở Nội vụ',
    ]);
  });

  it('gives the place without the word for its level', () => {
    const names = [
      'Thành phố Hà Nội',
      'Thị xã Sơn Tây',
      'Thị trấn Đông Anh',
      'Phường Ba Đình'.normalize('NFD'),
      'Ba Dinh Ward',
    ];
    expect(names.map(placeOf)).to.deep.equal(['Hà Nội', 'Sơn Tây', 'Đông Anh', 'Ba Đình', 'Ba Dinh']);
  });

  it('writes a nought before days below 10 and before months 1 and 2 only', () => {
    const days = ['2020-01-05', '2020-02-10', '2020-03-09', '2020-09-30', '2020-10-01', '2020-12-11'];
    expect(days.map((day) => officialDay(day, { language: 'vi', t }))).to.deep.equal([
      'ngày 05 tháng 01 năm 2020',
      'ngày 10 tháng 02 năm 2020',
      'ngày 09 tháng 3 năm 2020',
      'ngày 30 tháng 9 năm 2020',
      'ngày 01 tháng 10 năm 2020',
      'ngày 11 tháng 12 năm 2020',
    ]);
    expect(placeAndDate('Hà Nội', '2024-09-05', { language: 'vi', t })).to.equal(
      'Hà Nội, ngày 05 tháng 9 năm 2024',
    );
  });
});
