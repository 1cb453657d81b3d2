/** Where a chart is shown: on a page, on a telephone, on paper. Width in the units of its letters, which are 13 high. */
export const CHART_WIDTHS = { page: 1080, narrow: 420, paper: 640 } as const;
export type Place = keyof typeof CHART_WIDTHS;

export const INK = '#505a64';
export const GRID = '#d5dae0';
const FONT = 'Be Vietnam Pro, sans-serif';
export const LETTERS = { color: INK, fontFamily: FONT, fontSize: 13 };

/** echarts in the parts that our charts need; loaded when the first chart is drawn. */
async function loadEcharts() {
  const [core, line, bar, grid, legend, svg] = await Promise.all([
    import('echarts/core'),
    import('echarts/lib/chart/line/install.js'),
    import('echarts/lib/chart/bar/install.js'),
    import('echarts/lib/component/grid/install.js'),
    import('echarts/lib/component/legend/installLegendPlain.js'),
    import('echarts/lib/renderer/installSVGRenderer.js'),
  ]);
  core.use([line.install, bar.install, grid.install, legend.install, svg.install]);
  return core;
}
let loaded: ReturnType<typeof loadEcharts> | undefined;

/**
 * The pages' security policy forbids style attributes and style elements. Every property that echarts writes so is also
 * a presentation attribute of SVG (SVG 2, 6.6), so it is written as one.
 */
export function withoutStyles(svg: string): string {
  return svg.replace(/<style[^>]*>[\s\S]*?<\/style>/g, '').replace(/ style="([^"]*)"/g, (_, rules: string) =>
    rules
      .split(';')
      .map((rule) => rule.split(':').map((part) => part.trim()))
      .filter(([name, value]) => name !== undefined && value !== undefined && value !== '')
      .map(([name, value]) => ` ${name}="${value}"`)
      .join(''),
  );
}

/** Draws options of echarts as SVG: no script, no style attribute. */
export async function drawChart(options: object, width: number, height: number): Promise<string> {
  const { init } = await (loaded ??= loadEcharts());
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  chart.setOption({ animation: false, ...options } as never);
  const svg = withoutStyles(chart.renderToSVGString({ useViewBox: true }));
  chart.dispose();
  return svg;
}
