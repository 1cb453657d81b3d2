import { PASSWORD } from './product.js';

/** The setup's form as somebody sends it who changes little. */
export const setupForm = {
  name: 'Trần Quản Trị',
  userName: 'Quan.Tri',
  newPassword: PASSWORD,
  repeatedPassword: PASSWORD,
  language: 'vi',
  cityVi: 'Thành phố Hà Nội',
  cityEn: 'Hanoi City',
  directiveNumber: '24-CT/TU',
  directiveOn: '07/08/2023',
  bodyVi: 'Ban Thường vụ Thành ủy Hà Nội',
  bodyEn: '',
  titleVi: 'về tăng cường kỷ cương, kỷ luật',
  titleEn: '',
  units: 'empty',
};
