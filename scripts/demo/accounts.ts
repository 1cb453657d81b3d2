import type { Role, Signing } from '../../src/policies/actor.js';
import type { Bilingual } from '../../src/shared/language.js';

/** Printed at the start and on the sign-in page of the demonstration; valid nowhere else. */
export const DEMO_PASSWORD = 'Ky-Cuong-Trinh-Dien-1';

export type DemoPerson = {
  userName: string;
  name: string;
  role: Role;
  unitCode: string;
  title: Bilingual;
  signs?: Signing;
};

const team: Bilingual = {
  vi: 'Chuyên viên Phòng Công chức, viên chức',
  en: 'Officer, Civil Service Division',
};

/** Invented people; none of them exists. */
export const demoPeople: DemoPerson[] = [
  {
    userName: 'quantri',
    name: 'Đỗ Minh Quân',
    role: 'administrator',
    unitCode: '01',
    title: { vi: 'Quản trị hệ thống', en: 'System administrator' },
  },
  { userName: 'kiemtra.an', name: 'Nguyễn Hoài An', role: 'inspector', unitCode: '01', title: team },
  { userName: 'kiemtra.binh', name: 'Trần Thanh Bình', role: 'inspector', unitCode: '01', title: team },
  { userName: 'kiemtra.chi', name: 'Lê Quỳnh Chi', role: 'inspector', unitCode: '01', title: team },
  {
    userName: 'kiemtra.dung',
    name: 'Phạm Tiến Dũng',
    role: 'inspector',
    unitCode: '01',
    title: { vi: 'Thanh tra viên, Thanh tra Thành phố', en: 'Inspector, City Inspectorate' },
  },
  {
    userName: 'pheduyet.ha',
    name: 'Vũ Thu Hà',
    role: 'supervisor',
    unitCode: '01',
    title: { vi: 'Phó Giám đốc Sở Nội vụ', en: 'Deputy Director, Department of Home Affairs' },
  },
  {
    userName: 'pheduyet.khai',
    name: 'Hoàng Đức Khải',
    role: 'supervisor',
    unitCode: '01',
    title: { vi: 'Giám đốc Sở Nội vụ', en: 'Director, Department of Home Affairs' },
  },
  {
    userName: 'lanhdao',
    name: 'Đinh Quang Lâm',
    role: 'leader',
    unitCode: '01',
    title: {
      vi: 'Lãnh đạo Thành phố phụ trách cải cách hành chính',
      en: 'City leader for administrative reform',
    },
  },
  {
    userName: 'badinh',
    name: 'Ngô Thị Mai',
    role: 'officer',
    unitCode: '00004',
    title: { vi: 'Chánh Văn phòng HĐND và UBND phường', en: 'Chief of Office of the ward' },
  },
  {
    userName: 'badinh.chutich',
    name: 'Lưu Quốc Sơn',
    role: 'officer',
    unitCode: '00004',
    title: { vi: 'Chủ tịch UBND phường', en: 'Chairperson of the ward' },
    signs: 'head',
  },
  {
    userName: 'vanmieu',
    name: 'Bùi Hải Nam',
    role: 'officer',
    unitCode: '00226',
    title: { vi: 'Phó Chủ tịch UBND phường', en: 'Vice Chairperson of the ward' },
    signs: 'stand_in',
  },
  {
    userName: 'bode',
    name: 'Đặng Thu Oanh',
    role: 'officer',
    unitCode: '00118',
    title: {
      vi: 'Giám đốc Trung tâm Phục vụ hành chính công phường',
      en: 'Director of the ward service centre',
    },
  },
  {
    userName: 'socson',
    name: 'Phan Văn Phúc',
    role: 'officer',
    unitCode: '00376',
    title: { vi: 'Chánh Văn phòng HĐND và UBND xã', en: 'Chief of Office of the commune' },
  },
  {
    userName: 'soxaydung',
    name: 'Trịnh Ngọc Quý',
    role: 'officer',
    unitCode: 'SXD',
    title: { vi: 'Chánh Văn phòng Sở', en: 'Chief of Office of the department' },
  },
];

/** The ones that the sign-in page offers: one of each role. */
export const offered = ['kiemtra.an', 'pheduyet.ha', 'badinh', 'lanhdao', 'quantri'];
