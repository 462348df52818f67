import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { type Read, rates } from './model';
import { useClock } from './clock';

const SLOT_MS = 2_000;
const SLOTS = 90;
const HEIGHT = 148;
const CLOCK = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium', hourCycle: 'h23' });
const COLOURS = ['--c-edge', '--c-redis', '--c-table'];

/** Reads a second by the layer that answered, over three minutes. */
export function Rates({ reads }: { reads: Read[] }) {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(undefined);
  const now = useClock(SLOT_MS);
  const data = rates(reads, now, SLOT_MS, SLOTS);
  useEffect(() => {
    const element = place.current;
    if (element === null) {
      return;
    }
    const colour = (name: string) => getComputedStyle(element).getPropertyValue(name);
    const axis = { stroke: () => colour('--ink-2'), grid: { stroke: () => colour('--line'), width: 1 }, ticks: { show: false }, font: `12px ${getComputedStyle(element).fontFamily}` };
    const made = new uPlot(
      {
        width: element.clientWidth,
        height: HEIGHT,
        padding: [8, 12, 0, 0],
        cursor: { y: false },
        legend: { show: false },
        axes: [{ ...axis, space: 64, size: 30, values: (_, times) => times.map((time) => CLOCK.format(time * 1000)) }, { ...axis, size: 36 }],
        scales: { y: { range: (_, __, max) => [0, Math.max(1, max * 1.1)] } },
        series: [{}, ...['edge', 'Redis', 'table'].map((label, index) => ({ label, width: 1.5, points: { show: false }, stroke: () => colour(COLOURS[index] ?? '--ink') }))],
      },
      data,
      element,
    );
    plot.current = made;
    const resize = new ResizeObserver(() => made.setSize({ width: element.clientWidth, height: HEIGHT }));
    resize.observe(element);
    return () => {
      resize.disconnect();
      made.destroy();
    };
  }, []);
  useEffect(() => plot.current?.setData(data));
  return <div ref={place} className="chart" role="img" aria-label="Reads a second by layer, over the last three minutes" />;
}
