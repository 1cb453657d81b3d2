import type { Severity } from '../../src/findings/finding.js';
import type { Kind } from '../../src/inspections/inspection.js';
import type { Bilingual } from '../../src/shared/language.js';
import type { Scene } from './photos.js';

export type SampleFinding = {
  sign: string;
  severity: Severity;
  seen: string;
  legalBasis: string;
  mustDo: string;
  post: string;
  term: number;
  scene: Scene;
  done: string;
};

/** Invented findings of the kinds that the press has reported; texts are made for the demonstration. */
export const sampleFindings: SampleFinding[] = [
  {
    sign: '2.1',
    severity: 'serious',
    seen: 'Lúc 8 giờ 15, bộ phận tiếp nhận có mặt 4/7 người theo bảng phân công; 2 người vắng không có lý do, 1 người nghỉ phép.',
    legalBasis: 'Chỉ thị 26/CT-TTg ngày 5/9/2016',
    mustDo: 'Kiểm điểm 2 người vắng không lý do; bố trí người trực thay đủ vị trí trong giờ làm việc.',
    post: 'Giám đốc Trung tâm Phục vụ hành chính công',
    term: 10,
    scene: 'attendance',
    done: 'Đã kiểm điểm 2 người vắng, phân công người trực thay theo lịch tuần, có bảng theo dõi kèm ảnh.',
  },
  {
    sign: '2.5',
    severity: 'moderate',
    seen: 'Bảng niêm yết chỉ có 2 thủ tục đã hết hiệu lực; chưa niêm yết danh mục theo quyết định mới.',
    legalBasis: 'NĐ 63/2010/NĐ-CP, Điều 16 và Điều 17',
    mustDo: 'Niêm yết đủ danh mục thủ tục hành chính còn hiệu lực, kèm thời hạn, phí, lệ phí.',
    post: 'Công chức kiểm soát thủ tục hành chính',
    term: 15,
    scene: 'board',
    done: 'Đã gỡ văn bản hết hiệu lực, niêm yết đủ danh mục mới tại bảng và trên màn hình.',
  },
  {
    sign: '3.5',
    severity: 'serious',
    seen: 'Đối chiếu hệ thống: 12/46 hồ sơ đất đai quá hạn, lâu nhất 31 ngày làm việc; không có phiếu xin lỗi và hẹn lại.',
    legalBasis: 'NĐ 118/2025/NĐ-CP',
    mustDo: 'Giải quyết dứt điểm 12 hồ sơ; gửi phiếu xin lỗi và hẹn lại ngày trả cho từng người dân.',
    post: 'Chủ tịch UBND phường',
    term: 20,
    scene: 'cabinet',
    done: 'Đã trả 12/12 hồ sơ, gửi đủ phiếu xin lỗi; lập sổ theo dõi hồ sơ sắp đến hạn.',
  },
  {
    sign: '2.3',
    severity: 'minor',
    seen: '3/6 người trực quầy không đeo thẻ công chức; 1 quầy không có biển chức danh.',
    legalBasis: 'QĐ 1847/QĐ-TTg ngày 27/12/2018',
    mustDo: 'Đeo thẻ khi thi hành nhiệm vụ; bổ sung biển chức danh tại các quầy.',
    post: 'Chánh Văn phòng HĐND và UBND',
    term: 10,
    scene: 'desk',
    done: 'Đã cấp lại thẻ, bổ sung biển chức danh; giao Văn phòng kiểm tra hằng ngày.',
  },
  {
    sign: '2.4',
    severity: 'minor',
    seen: 'Chưa công khai lịch công tác tuần của lãnh đạo trong tháng.',
    legalBasis: 'Luật 10/2022/QH15, Điều 46',
    mustDo: 'Lập và công khai lịch công tác tuần trước thứ Hai hằng tuần.',
    post: 'Chánh Văn phòng HĐND và UBND',
    term: 10,
    scene: 'board',
    done: 'Đã ban hành và công khai lịch công tác tuần trên bảng tin và trang thông tin.',
  },
  {
    sign: '2.6',
    severity: 'moderate',
    seen: 'Phòng tiếp công dân khóa cửa trong giờ tiếp theo lịch; sổ tiếp công dân không có ghi chép 3 tuần.',
    legalBasis: 'Luật Tiếp công dân 42/2013/QH13, Điều 18',
    mustDo: 'Bố trí người trực theo lịch; Chủ tịch tiếp công dân định kỳ và ghi sổ đầy đủ.',
    post: 'Chủ tịch UBND phường',
    term: 20,
    scene: 'desk',
    done: 'Đã phân công trực, Chủ tịch tiếp công dân đúng lịch 3 buổi, có sổ kèm theo.',
  },
  {
    sign: '3.2',
    severity: 'moderate',
    seen: '7 văn bản xin ý kiến của các sở, ngành quá hạn trả lời từ 5 đến 18 ngày.',
    legalBasis: 'NĐ 30/2020/NĐ-CP, Điều 24',
    mustDo: 'Trả lời dứt điểm 7 văn bản; phân công người theo dõi, đôn đốc văn bản đến có thời hạn.',
    post: 'Chánh Văn phòng',
    term: 15,
    scene: 'cabinet',
    done: 'Đã trả lời cả 7 văn bản; giao văn thư nhắc việc trước hạn 3 ngày.',
  },
  {
    sign: '2.5',
    severity: 'minor',
    seen: 'Máy lấy số hỏng, dán giấy báo nhưng không có cách lấy số thay thế.',
    legalBasis: 'NĐ 118/2025/NĐ-CP',
    mustDo: 'Sửa máy lấy số; trong khi chờ, phát số bằng phiếu giấy theo thứ tự.',
    post: 'Giám đốc Trung tâm Phục vụ hành chính công',
    term: 10,
    scene: 'queue',
    done: 'Đã thay màn hình, máy hoạt động bình thường; có phiếu số dự phòng.',
  },
];

export const sampleTopics: Record<Kind, Bilingual> = {
  public_service: { vi: 'Kỷ luật, kỷ cương công vụ', en: 'Public service order and discipline' },
  specialised: {
    vi: 'Trách nhiệm thực thi công vụ trong giải quyết thủ tục hành chính',
    en: 'Responsibility in performing public duties when handling administrative procedures',
  },
  thematic: { vi: 'Văn thư, lưu trữ', en: 'Document work and archives' },
  administrative_reform: { vi: 'Cải cách hành chính năm nay', en: 'Administrative reform work of this year' },
  follow_up: { vi: 'Khắc phục sau kết luận kiểm tra', en: 'Remediation after an inspection conclusion' },
  directed: {
    vi: 'Giải quyết hồ sơ quá hạn theo chỉ đạo của Chủ tịch UBND Thành phố',
    en: 'Overdue dossiers, as directed by the Chairperson of the City People’s Committee',
  },
};

/** Current wards, communes and departments that are visited in the demonstration. */
export const sampleUnits = [
  '00004',
  '00008',
  '00025',
  '00070',
  '00082',
  '00118',
  '00127',
  '00136',
  '00145',
  '00226',
  '00376',
  '00454',
  '00565',
  '08980',
  '09556',
  '09574',
  '10015',
  '10441',
  'SXD',
  'SYT',
  'STP',
  'SCT',
];
