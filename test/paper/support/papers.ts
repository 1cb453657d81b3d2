import type { Block, Paper, Table } from '../../../src/paper/paper.js';

/** Every letter that Vietnamese adds to the alphabet, with what else stands in papers. */
export const LETTERS =
  'àáảãạ ằắẳẵặ ầấẩẫậ èéẻẽẹ ềếểễệ ìíỉĩị òóỏõọ ồốổỗộ ờớởỡợ ùúủũụ ừứửữự ỳýỷỹỵ đ ' +
  'ÀÁẢÃẠ ẰẮẲẴẶ ẦẤẨẪẬ ÈÉẺẼẸ ỀẾỂỄỆ ÌÍỈĨỊ ÒÓỎÕỌ ỒỐỔỖỘ ỜỚỞỠỢ ÙÚỦŨỤ ỪỨỬỮỰ ỲÝỶỸỴ Đ ơ ư Ơ Ư ă Ă â Â ê Ê ô Ô ₫ “ ” – … − ’';

export const paragraph = (text: string): Block => ({ kind: 'paragraph', text });

export const SENTENCE =
  'Trong tháng, Ủy ban nhân dân Thành phố đã tiến hành kiểm tra công vụ đột xuất tại các phường, xã; qua kiểm tra ' +
  'phát hiện một số đơn vị chưa niêm yết đầy đủ thủ tục hành chính theo quy định.';

/** A list of numbered rows in three columns. */
export const listOf = (cells: string[]): Table => ({
  kind: 'table',
  caption: 'Danh sách',
  dense: true,
  columns: [
    { share: 10, align: 'centre' },
    { share: 60, align: 'left' },
    { share: 30, align: 'right' },
  ],
  head: [[{ text: 'TT' }, { text: 'Nội dung phải khắc phục' }, { text: 'Số ngày' }]],
  rows: cells.map((text, index) => ({ cells: [`R${index + 1}`, text, String(index)] })),
});

export const paperWith = (blocks: Block[], more: Partial<Paper> = {}): Paper => ({
  language: 'vi',
  title: 'Báo cáo thử',
  author: 'Ủy ban nhân dân phường Văn Miếu - Quốc Tử Giám',
  madeAt: new Date('2024-09-05T03:00:00Z'),
  mark: null,
  head: {
    superior: ['UBND THÀNH PHỐ HÀ NỘI'],
    issuer: ['SỞ NỘI VỤ'],
    country: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    motto: 'Độc lập - Tự do - Hạnh phúc',
    number: 'Số: \u00a0\u00a0\u00a0\u00a0/BC-SNV',
    placeAndDate: 'Hà Nội, ngày 05 tháng 9 năm 2024',
  },
  type: 'BÁO CÁO',
  about: 'Kết quả kiểm tra công vụ tháng 8/2024',
  addressed: { label: 'Kính gửi:', to: ['Ban Thường vụ Thành ủy Hà Nội'] },
  blocks,
  closing: {
    recipientsLabel: 'Nơi nhận:',
    recipients: ['- Như trên;', '- Lưu: VT, SNV.'],
    authority: ['KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC'],
    name: 'Nguyễn Thị Ệ',
  },
  annexes: [],
  ...more,
});

const figures: Table = {
  kind: 'table',
  caption: 'Kết quả',
  dense: false,
  columns: [
    { share: 60, align: 'left' },
    { share: 20, align: 'right' },
    { share: 20, align: 'right' },
  ],
  head: [
    [
      { text: 'Nội dung', rows: 2 },
      { text: 'Số phát hiện', columns: 2 },
    ],
    [{ text: 'Tháng' }, { text: 'Năm' }],
  ],
  rows: [
    { cells: ['Tổng số', '3', '10'], links: [null, 'https://kc.example/findings?m=8', null] },
    { cells: ['Mức nhẹ', '', '4'] },
  ],
};

/** A paper with everything that a paper may have. */
export const WHOLE = paperWith(
  [
    paragraph(SENTENCE),
    { kind: 'heading', text: 'I. KẾT QUẢ KIỂM TRA' },
    { kind: 'subheading', text: '1. Kiểm tra đột xuất' },
    figures,
    paragraph('Trên đây là báo cáo./.'),
  ],
  {
    title: 'Báo cáo & <phụ lục>',
    mark: 'DỰ THẢO',
    annexes: [
      {
        label: 'Phụ lục I',
        title: 'DANH SÁCH',
        attached: '(Kèm theo)',
        blocks: [listOf(Array<string>(30).fill(SENTENCE))],
      },
    ],
    attached: [
      { name: 'so-lieu.json', type: 'application/json', about: 'Số liệu của báo cáo', text: '{"opening":5}' },
    ],
  },
);
