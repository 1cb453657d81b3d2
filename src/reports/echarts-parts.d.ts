// echarts ships no declarations for its single parts; its index of all charts takes twice the memory and time to load.
declare module 'echarts/lib/chart/line/install.js' {
  import type { LineChart } from 'echarts/charts';
  export const install: typeof LineChart;
}
declare module 'echarts/lib/chart/bar/install.js' {
  import type { BarChart } from 'echarts/charts';
  export const install: typeof BarChart;
}
declare module 'echarts/lib/component/grid/install.js' {
  import type { GridComponent } from 'echarts/components';
  export const install: typeof GridComponent;
}
declare module 'echarts/lib/component/legend/installLegendPlain.js' {
  import type { LegendComponent } from 'echarts/components';
  export const install: typeof LegendComponent;
}
declare module 'echarts/lib/renderer/installSVGRenderer.js' {
  import type { SVGRenderer } from 'echarts/renderers';
  export const install: typeof SVGRenderer;
}
