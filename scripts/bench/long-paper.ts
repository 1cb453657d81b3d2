import sharp from 'sharp';
import type { Block, Paper, Table } from '../../src/paper/paper.js';
import { addDays, printDay } from '../../src/shared/dates.js';

export const FINDINGS = 2000;
export const PHOTOS = 60;

const texts = [
  'Niêm yết thủ tục chưa đầy đủ',
  'Hồ sơ quá hạn chưa có văn bản xin lỗi',
  'Công chức vắng mặt trong giờ làm việc',
  'Sổ theo dõi ghi chưa kịp thời',
  'Chưa phân công người thay thế',
];

const row = (index: number): Table['rows'][number] => ({
  cells: [
    String(index + 1),
    `KT-2026-${String(index % 900).padStart(4, '0')}/${(index % 7) + 1}`,
    `Phường Hai Bà Trưng ${index % 126}`,
    `A.${(index % 12) + 1}\nTồn tại`,
    texts[index % texts.length] ?? '',
    `Hạn ${printDay(addDays('2026-09-01', index % 90), 'vi')}\nXong ${printDay(addDays('2026-08-20', index % 80), 'vi')}`,
  ],
  // As in a report: the number of a finding opens it.
  links: [null, `https://ky-cuong.example/findings/${index}`, null, null, null, null],
});

const findings: Table = {
  kind: 'table',
  caption: `Các phát hiện trong kỳ (${FINDINGS})`,
  dense: true,
  columns: [8, 30, 28, 16, 48, 30].map((share, place) => ({ share, align: place === 0 ? 'centre' : 'left' })),
  head: [['TT', 'Số', 'Đơn vị', 'Biểu hiện', 'Nội dung', 'Thời hạn'].map((text) => ({ text }))],
  rows: Array.from({ length: FINDINGS }, (_, index) => row(index)),
};

/** A picture with as many details as those of a telephone have at the size of a page. */
const photo = (): Promise<Uint8Array> =>
  sharp({
    create: {
      width: 960,
      height: 720,
      channels: 3,
      background: '#8090a0',
      noise: { type: 'gaussian', mean: 128, sigma: 12 },
    },
  })
    .blur(1.5)
    .jpeg({ quality: 80 })
    .toBuffer();

/** Nobody compares them, so all are copies of one: sharp's own memory would count as that of the drawing. */
async function pairs(): Promise<Block[]> {
  const one = await photo();
  return Array.from({ length: PHOTOS / 2 }, (_, pair) => ({
    kind: 'photos' as const,
    caption: `Ảnh ${pair + 1}. Trước và sau khi khắc phục, phường ${pair + 1}`,
    alt: `Bảng niêm yết thủ tục trước và sau khi khắc phục, phường ${pair + 1}`,
    photos: [Uint8Array.from(one), Uint8Array.from(one)],
  }));
}

const paragraphs = Array.from({ length: 24 }, (_, index): Block[] => [
  { kind: 'heading', text: `${index + 1}. Kết quả kiểm tra nhóm nội dung thứ ${index + 1}` },
  { kind: 'paragraph', text: `${texts.join('; ')}. `.repeat(2).trim() },
]).flat();

/** The monthly report of a city as paper: some 100 pages, its findings in rows of two lines and more, and its photos. */
export async function longPaper(madeAt: Date): Promise<Paper> {
  const annex = (label: string, title: string, blocks: Block[]) => ({ label, title, attached: '', blocks });
  return {
    language: 'vi',
    title: 'Báo cáo tháng của thành phố',
    author: 'Ủy ban nhân dân Thành phố',
    madeAt,
    mark: null,
    head: {
      superior: [],
      issuer: ['ỦY BAN NHÂN DÂN', 'THÀNH PHỐ HÀ NỘI'],
      country: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      motto: 'Độc lập - Tự do - Hạnh phúc',
      number: 'Số:      /BC-UBND',
      placeAndDate: 'Hà Nội, ngày 05 tháng 11 năm 2026',
    },
    type: 'BÁO CÁO',
    about: 'Kết quả kiểm tra công vụ tháng 10 năm 2026',
    addressed: { label: 'Kính gửi:', to: ['Ban Thường vụ Thành ủy'] },
    blocks: [...paragraphs, { kind: 'paragraph', text: 'Trên đây là báo cáo./.' }],
    closing: {
      recipientsLabel: 'Nơi nhận:',
      recipients: ['- Như trên;', '- Lưu: VT.'],
      authority: ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'],
      name: '',
    },
    annexes: [
      annex('Phụ lục I', 'CÁC PHÁT HIỆN', [findings]),
      annex('Phụ lục II', 'ẢNH TRƯỚC VÀ SAU', await pairs()),
    ],
  };
}
