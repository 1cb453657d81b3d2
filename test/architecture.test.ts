import { expect } from 'chai';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { fromRoot } from '../src/shared/project-root.js';

type Import = { from: string; typeOnly: boolean };
type Source = { file: string; imports: Import[]; lines: number; text: string };

const under = (folder: string): string[] =>
  readdirSync(fromRoot(folder), { recursive: true, encoding: 'utf8' })
    .map((name) => path.posix.join(folder, name.split(path.sep).join('/')))
    .filter((name) => name.endsWith('.ts'));

const resolve = (file: string, name: string): string =>
  name.startsWith('.') ? path.posix.join(path.posix.dirname(file), name).replace(/\.js$/, '.ts') : name;

const isTypeOnly = ({ importClause }: ts.ImportDeclaration): boolean => {
  if (importClause === undefined) return false;
  if (importClause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const { namedBindings } = importClause;
  return (
    importClause.name === undefined &&
    namedBindings !== undefined &&
    ts.isNamedImports(namedBindings) &&
    namedBindings.elements.every((element) => element.isTypeOnly)
  );
};

/** What a file imports, also by `import('…')`; of `import type` nothing is left in the running program. */
function read(file: string): Source {
  const text = readFileSync(fromRoot(file), 'utf8');
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
  const declared = tree.statements
    .filter((statement) => ts.isImportDeclaration(statement))
    .map((statement) => ({
      from: resolve(file, (statement.moduleSpecifier as ts.StringLiteral).text),
      typeOnly: isTypeOnly(statement),
    }));
  const dynamic = [...text.matchAll(/\bimport\('([^']+)'\)/g)].map((match) => ({
    from: resolve(file, match[1] ?? ''),
    typeOnly: false,
  }));
  return { file, imports: [...declared, ...dynamic], lines: text.split('\n').length, text };
}

const sources = under('src').map(read);
const featureOf = (file: string): string => file.split('/')[1] ?? '';
const roleOf = (file: string): string => /\.(\w+)\.ts$/.exec(file)?.[1] ?? 'rules';
const packageOf = (name: string): string =>
  name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
const isOwn = (name: string): boolean => name.startsWith('src/');

/** Every import of a value that breaks a rule, as `file -> import`. Types bind nothing together at run time. */
const breaches = (wrong: (source: Source, imported: string) => boolean): string[] =>
  sources.flatMap((source) =>
    source.imports
      .filter(({ from, typeOnly }) => !typeOnly && wrong(source, from))
      .map(({ from }) => `${source.file} -> ${from}`),
  );

/** Features in the order in which they may know each other: each only those before it. */
const ORDER = [
  'shared',
  'exports',
  'policies',
  'history',
  'custody',
  'viruses',
  'imports',
  'people',
  'units',
  'calendar',
  'checklists',
  'settings',
  'wordings',
  'shipped',
  'invitations',
  'paper',
  'clusters',
  'inspections',
  'filters',
  'plans',
  'burden',
  'findings',
  'rearrangements',
  'draws',
  'evidence',
  'answers',
  'replies',
  'verifiers',
  'remediation',
  'extensions',
  'followups',
  'handling',
  'documents',
  'announcements',
  'casefile',
  'disposals',
  'integrity',
  'withdrawals',
  'space',
  'notices',
  'reminders',
  'batches',
  'mail',
  'schedule',
  'errands',
  'urging',
  'reports',
  'filings',
  'disclosures',
  'connections',
  'evaluation',
  'dashboard',
  'jobs',
  'setup',
];
/** Edges look across: pages, forms on screen and read models show what belongs together. */
const EDGES = ['routes', 'pages', 'presenter', 'queries', 'pdf'];

describe('the house', () => {
  it('has one importer for each of these', () => {
    const only: Record<string, RegExp> = {
      dayjs: /^src\/shared\/dates\.ts$/,
      multer: /^src\/web\/upload/,
      passport: /^src\/web\/authentication\.ts$/,
      'passport-local': /^src\/web\/authentication\.ts$/,
      pdfkit: /\.pdf\.ts$/,
      lmdb: /^src\/embedded-mongo\//,
      mingo: /^src\/embedded-mongo\//,
      bson: /^src\/embedded-mongo\//,
      sharp: /^src\/evidence\//,
      'csrf-sync': /^src\/web\/csrf\.ts$/,
      yazl: /^src\/exports\//,
      yauzl: /^src\/casefile\//,
      nodemailer: /^src\/mail\/smtp\.ts$/,
      helmet: /^src\/web\/security\.ts$/,
    };
    const wrong = breaches(({ file }, imported) => only[packageOf(imported)]?.test(file) === false);
    expect(wrong).to.deep.equal([]);
  });

  it('reads the environment in config and the present in the clock, nowhere else', () => {
    const outside = sources.filter(({ file }) => !file.startsWith('src/embedded-mongo/'));
    const environment = outside.filter(
      ({ file, text }) => file !== 'src/config.ts' && /process\.env/.test(text),
    );
    const present = outside.filter(
      ({ file, text }) => file !== 'src/shared/clock.ts' && /new Date\(\)|Date\.now\(\)/.test(text),
    );
    expect(environment.map(({ file }) => file)).to.deep.equal([]);
    expect(present.map(({ file }) => file)).to.deep.equal([]);
  });

  it('keeps rules, forms and presenters pure', () => {
    const impure = /^(express|mongoose|mongodb|node:fs|node:http|node:net|passport|multer)/;
    const wrong = breaches(({ file }, imported) => {
      if (!['form', 'presenter'].includes(roleOf(file))) return false;
      return (
        impure.test(imported) || /\.(model|repository|service|routes)\.ts$|src\/config\.ts$/.test(imported)
      );
    });
    expect(wrong).to.deep.equal([]);
  });

  it('lets services know no express and no mongoose', () => {
    const wrong = breaches(
      ({ file }, imported) =>
        roleOf(file) === 'service' && /^(express|mongoose|mongodb)$/.test(packageOf(imported)),
    );
    expect(wrong).to.deep.equal([]);
  });

  it('lets only models, repositories, queries and the database know mongoose', () => {
    const wrong = breaches(
      ({ file }, imported) =>
        packageOf(imported) === 'mongoose' &&
        !['model', 'repository', 'queries'].includes(roleOf(file)) &&
        !/^src\/(database|web)\/|^src\/evidence\/file-store\.ts$/.test(file),
    );
    expect(wrong).to.deep.equal([]);
  });

  it('reads models only from repositories and queries', () => {
    const wrong = breaches(
      ({ file }, imported) =>
        /\.model\.ts$/.test(imported) && !['model', 'repository', 'queries'].includes(roleOf(file)),
    );
    expect(wrong).to.deep.equal([]);
  });

  it('lets a feature know only those before it, but for its edges', () => {
    const wrong = breaches(({ file }, imported) => {
      if (!isOwn(imported) || EDGES.includes(roleOf(file))) return false;
      const here = ORDER.indexOf(featureOf(file));
      const there = ORDER.indexOf(featureOf(imported));
      return here >= 0 && there > here;
    });
    expect(wrong).to.deep.equal([]);
  });

  it('keeps the embedded store a program of its own with one door', () => {
    const out = breaches(
      ({ file }, imported) =>
        file.startsWith('src/embedded-mongo/') &&
        isOwn(imported) &&
        !imported.startsWith('src/embedded-mongo/'),
    );
    const into = breaches(
      ({ file }, imported) =>
        !file.startsWith('src/embedded-mongo/') && imported.startsWith('src/embedded-mongo/'),
    );
    expect(out).to.deep.equal([]);
    expect(new Set(into)).to.deep.equal(new Set(['src/database/uri.ts -> src/embedded-mongo/index.ts']));
  });

  it('has rooms small enough to overlook', () => {
    const large = sources.filter(({ lines }) => lines > 220).map(({ file, lines }) => `${file}: ${lines}`);
    expect(large).to.deep.equal([]);
  });
});

describe('the repository', () => {
  const packageJson = JSON.parse(readFileSync(fromRoot('package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
    scripts: Record<string, string>;
  };

  it('declares every package that the product imports, and no other', () => {
    const used = new Set(
      [...sources, ...under('scripts').map(read)]
        .flatMap(({ imports }) =>
          imports.map(({ from }) => from).filter((name) => !/^(src|scripts|test)\/|^node:/.test(name)),
        )
        .map(packageOf),
    );
    const served = [
      '@fontsource/be-vietnam-pro',
      '@fontsource/tinos',
      '@noble/hashes',
      'govuk-frontend',
      'tus-js-client',
      'esbuild',
      'sass',
      'mongodb',
      'handlebars',
    ];
    const benchOnly = ['autocannon', 'axe-core', 'playwright-core'];
    const undeclared = [...used].filter(
      (name) => !(name in packageJson.dependencies) && !benchOnly.includes(name),
    );
    const unused = Object.keys(packageJson.dependencies).filter(
      (name) => !used.has(name) && !served.includes(name),
    );
    expect({ undeclared, unused }).to.deep.equal({ undeclared: [], unused: [] });
  });

  it('explains in the README every dependency, command and setting', () => {
    const readme = readFileSync(fromRoot('README.md'), 'utf8');
    const config = readFileSync(fromRoot('src/config.ts'), 'utf8');
    const settings = [...config.matchAll(/'([A-Z][A-Z_]{3,})'/g)].map((match) => match[1] ?? '');
    const commands = Object.keys(packageJson.scripts).filter((name) => !/^(pre|check:)/.test(name));
    const names = [...Object.keys(packageJson.dependencies), ...new Set(settings)];
    const missing = names.filter((name) => !readme.includes(name));
    const silent = commands.filter((name) => !new RegExp(`npm (run )?${name}\\b`).test(readme));
    expect({ missing, silent }).to.deep.equal({ missing: [], silent: [] });
  });

  it('has nothing at its top but what was agreed', () => {
    const allowed = [
      'package.json',
      'package-lock.json',
      'tsconfig.json',
      'src',
      'views',
      'public',
      'test',
      'scripts',
      'README.md',
      'LICENSE',
    ];
    const made = ['node_modules', 'dist', 'data'];
    const extra = readdirSync(fromRoot('.')).filter(
      (name) => !name.startsWith('.') && !allowed.includes(name) && !made.includes(name),
    );
    expect(extra).to.deep.equal([]);
    expect(statSync(fromRoot('.ci/run')).mode & 0o111).to.not.equal(0);
  });
});
