import sharp from 'sharp';
import { sequence } from './random.js';

/** What a demonstration photo shows; before and after the remediation. */
export const scenes = ['board', 'desk', 'queue', 'attendance', 'cabinet'] as const;
export type Scene = (typeof scenes)[number];

const WIDTH = 960;
const HEIGHT = 720;
/** Hanoi is seven hours ahead of UTC. */
const HANOI = 7 * 3_600_000;

const sheet = (x: number, y: number, turn: number, lines: number, paper = '#fdfcf6') => {
  const rules = Array.from({ length: lines }, (_, i) => {
    const length = 96 - ((i * 37) % 40);
    return `<rect x="14" y="${22 + i * 13}" width="${length}" height="5" fill="#8b8f98"/>`;
  });
  return `<g transform="translate(${x} ${y}) rotate(${turn})"><rect width="124" height="164" fill="${paper}" stroke="#b9b4a4"/>${rules.join('')}</g>`;
};

/** A notice board: two lonely, crooked, yellowed sheets; afterwards full and straight. */
const board = (mended: boolean) => {
  const sheets = mended
    ? Array.from({ length: 10 }, (_, i) => sheet(180 + (i % 5) * 124, 170 + Math.floor(i / 5) * 190, 0, 9))
    : [sheet(250, 190, -9, 6, '#e9dcae'), sheet(560, 260, 7, 5, '#e6d6a0')];
  return `<rect x="120" y="110" width="720" height="480" rx="6" fill="#7d5a36"/><rect x="140" y="130" width="680" height="440" fill="#c9a878"/>${sheets.join('')}`;
};

/** The counter of a reception room: the chair is empty; afterwards somebody sits there with a badge. */
const desk = (mended: boolean) => {
  const person = mended
    ? '<circle cx="480" cy="280" r="52" fill="#c99470"/><path d="M372 470 Q480 200 588 470 Z" fill="#e8eef4"/><rect x="505" y="400" width="34" height="22" fill="#fff" stroke="#a4161a" stroke-width="4"/>'
    : '<rect x="420" y="250" width="120" height="150" rx="16" fill="#3d4249"/><rect x="470" y="400" width="20" height="70" fill="#2b2f34"/>';
  return `${person}<rect x="130" y="450" width="700" height="34" fill="#8a5f3a"/><rect x="150" y="484" width="660" height="180" fill="#a87a50"/><rect x="220" y="380" width="120" height="76" rx="4" fill="#22262b"/><rect x="640" y="430" width="90" height="20" fill="#f4f1e6"/>`;
};

/** A queue machine: dark screen and a note stuck on it; afterwards the screen is lit and a ticket hangs out. */
const queue = (mended: boolean) => {
  const screen = mended
    ? '<rect x="380" y="170" width="200" height="150" fill="#bfe3f5"/><rect x="410" y="200" width="140" height="26" fill="#0b4f8a"/><rect x="410" y="244" width="140" height="26" fill="#1e6f46"/><rect x="448" y="396" width="64" height="90" fill="#fff"/>'
    : `<rect x="380" y="170" width="200" height="150" fill="#15181b"/>${sheet(430, 190, -6, 4, '#fff3b0')}`;
  return `<rect x="340" y="120" width="280" height="520" rx="18" fill="#5b6570"/>${screen}<rect x="440" y="380" width="80" height="14" fill="#2b2f34"/>`;
};

/** A board of name plates: half of the hooks are empty; afterwards every plate hangs. */
const attendance = (mended: boolean) => {
  const plates = Array.from({ length: 24 }, (_, i) => {
    const x = 180 + (i % 6) * 104;
    const y = 170 + Math.floor(i / 6) * 100;
    const hangs = mended || (i * 7) % 5 < 2;
    const plate = hangs
      ? `<rect x="${x}" y="${y}" width="84" height="46" fill="#fff" stroke="#0b4f8a" stroke-width="3"/>`
      : '';
    return `<circle cx="${x + 42}" cy="${y - 8}" r="5" fill="#2b2f34"/>${plate}`;
  });
  return `<rect x="130" y="100" width="700" height="490" fill="#2f5d50"/>${plates.join('')}`;
};

/** A filing cabinet: a drawer stands open and papers overflow; afterwards it is shut and labelled. */
const cabinet = (mended: boolean) => {
  const drawers = Array.from({ length: 4 }, (_, i) => {
    const y = 120 + i * 128;
    const label = mended ? `<rect x="430" y="${y + 24}" width="100" height="26" fill="#fff"/>` : '';
    return `<rect x="330" y="${y}" width="300" height="118" fill="#8f99a3" stroke="#5d666f" stroke-width="4"/><rect x="450" y="${y + 70}" width="60" height="12" fill="#40474e"/>${label}`;
  });
  const mess = mended
    ? ''
    : `<rect x="300" y="250" width="360" height="120" fill="#7b858f"/>${sheet(330, 140, -14, 8)}${sheet(420, 120, 5, 8)}${sheet(500, 150, 19, 8)}${sheet(220, 540, 40, 7)}`;
  return `${drawers.join('')}${mess}`;
};

const draw: Record<Scene, (mended: boolean) => string> = { board, desk, queue, attendance, cabinet };

const scene = (kind: Scene, mended: boolean): Buffer =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">
    <defs><radialGradient id="l" cx="38%" cy="20%" r="95%"><stop offset="0" stop-color="#fff" stop-opacity=".35"/><stop offset="1" stop-color="#000" stop-opacity=".4"/></radialGradient></defs>
    <rect width="100%" height="100%" fill="#d9d3c3"/><rect y="600" width="100%" height="120" fill="#a79c8c"/>
    ${draw[kind](mended)}
    <rect width="100%" height="100%" fill="url(#l)"/></svg>`);

/** Drawn once a run: the scene with a little blur and the grain of a telephone's camera. */
const plates = new Map<string, Promise<Buffer>>();
function plate(kind: Scene, mended: boolean): Promise<Buffer> {
  const name = `${kind} ${mended}`;
  const known = plates.get(name);
  if (known !== undefined) return known;
  const made = (async () => {
    const noise = { type: 'gaussian', mean: 128, sigma: 14 } as const;
    const grain = await sharp({
      create: { width: WIDTH, height: HEIGHT, channels: 3, background: '#808080', noise },
    })
      .png()
      .toBuffer();
    return sharp(scene(kind, mended))
      .blur(0.8)
      .composite([{ input: grain, blend: 'soft-light' }])
      .png({ compressionLevel: 1 })
      .toBuffer();
  })();
  plates.set(name, made);
  return made;
}

/** `21° 1′ 42.5″` as EXIF writes degrees: three fractions. */
const degrees = (value: number): string => {
  const minutes = (value % 1) * 60;
  return `${Math.floor(value)}/1 ${Math.floor(minutes)}/1 ${Math.round((minutes % 1) * 600)}/10`;
};

/** What a telephone in Hanoi writes into its photos. The camera's clock is read as that of its wall. */
function exifOf(description: string, takenAt: Date, next: () => number) {
  const wall = new Date(takenAt.getTime() + HANOI).toISOString();
  const time = `${wall.slice(0, 10).replaceAll('-', ':')} ${wall.slice(11, 19)}`;
  return {
    IFD0: {
      Make: 'Demo',
      Model: 'Phone 1',
      Software: 'Ky Cuong demonstration',
      ImageDescription: description,
    },
    IFD2: { DateTimeOriginal: time },
    IFD3: {
      GPSLatitudeRef: 'N',
      GPSLatitude: degrees(20.98 + next() * 0.1),
      GPSLongitudeRef: 'E',
      GPSLongitude: degrees(105.78 + next() * 0.1),
    },
  };
}

/** A small JPEG of a scene. Each seed gives other light, another crop and other bytes, so no two files share a hash. */
export async function photo(kind: Scene, mended: boolean, seed: number, takenAt: Date): Promise<Buffer> {
  const next = sequence(seed);
  const left = Math.floor(next() * 60);
  const top = Math.floor(next() * 40);
  return sharp(await plate(kind, mended))
    .extract({ left, top, width: WIDTH - 60, height: HEIGHT - 40 })
    .modulate({ brightness: 0.9 + next() * 0.2, hue: Math.floor(next() * 20) })
    .jpeg({ quality: 72 })
    .withExif(exifOf(`demonstration ${kind} ${seed}`, takenAt, next))
    .toBuffer();
}
