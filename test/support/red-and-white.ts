const content = '1 0 0 rg 0 0 150 200 re f';

/** A whole PDF of one page, 300 points wide and 200 high, whose left half is red. */
export const redAndWhite = Buffer.from(
  [
    '%PDF-1.4',
    '1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj',
    '2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj',
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R>>endobj',
    `4 0 obj<</Length ${content.length}>>stream\n${content}\nendstream endobj`,
    'trailer<</Root 1 0 R>>',
    '%%EOF\n',
  ].join('\n'),
);
