import {createCanvas, type SKRSContext2D} from '@napi-rs/canvas';
import type {Cell, CellKind, HeatMap} from '#src/views/channel/heat-map.ts';

/** Told apart by everybody who tells light from dark; each has a mark besides, where there is room. */
const colours: Readonly<Record<CellKind, string>> = {
  passed: '#2166ac',
  shown: '#92c5de',
  here: '#fdd49e',
  stuck: '#b2182b',
  open: '#e4e8ee',
};

/** A background of its own: a chat's theme may be light or dark. */
const background = '#ffffff';
const ink = '#1c2430';
const markColours: Readonly<Record<CellKind, string>> = {
  passed: '#ffffff',
  shown: ink,
  here: ink,
  stuck: '#ffffff',
  open: ink,
};

const fontSize = 15;
const markLimit = 14;
const legendCell = 18;
/** Pixels of the picture for one of the map's: phones show it enlarged. */
const scale = 1.5;

/** A heat map as a PNG. */
export async function drawHeatMap({width, height, cells, labels, legend}: HeatMap): Promise<Buffer> {
  const canvas = createCanvas(Math.ceil(width * scale), Math.ceil(height * scale));
  const context = canvas.getContext('2d');
  context.scale(scale, scale);
  context.fillStyle = background;
  context.fillRect(0, 0, width, height);
  for (const cell of cells) drawCell(context, cell);
  context.textBaseline = 'middle';
  context.fillStyle = ink;
  for (const {text, x, y, align, isBold} of labels) {
    context.font = `${isBold ? 'bold ' : ''}${fontSize}px sans-serif`;
    context.textAlign = align;
    context.fillText(text, x, y);
  }
  context.font = `${fontSize}px sans-serif`;
  context.textAlign = 'left';
  for (const {kind, text, x, y} of legend) {
    drawCell(context, {kind, x, y: y - legendCell / 2, width: legendCell, height: legendCell, isMarked: true});
    context.fillStyle = ink;
    context.fillText(text, x + legendCell + 6, y);
  }
  return canvas.encode('png');
}

function drawCell(context: SKRSContext2D, {kind, x, y, width, height, isMarked}: Cell): void {
  context.fillStyle = colours[kind];
  context.fillRect(x, y, width, height);
  if (!isMarked) return;
  const size = Math.min(markLimit, width - 4, height - 4);
  context.save();
  context.translate(x + width / 2, y + height / 2);
  context.scale(size / 2, size / 2);
  drawMark(context, kind);
  context.restore();
}

/** In a square from -1 to 1: drawn, since not every font has such signs. */
function drawMark(context: SKRSContext2D, kind: CellKind): void {
  context.strokeStyle = markColours[kind];
  context.fillStyle = markColours[kind];
  context.lineWidth = 0.3;
  context.beginPath();
  switch (kind) {
    case 'passed':
    case 'shown':
      context.moveTo(-0.7, 0);
      context.lineTo(-0.2, 0.55);
      context.lineTo(0.7, -0.6);
      context.stroke();
      return;
    case 'here':
      context.moveTo(-0.45, -0.65);
      context.lineTo(0.65, 0);
      context.lineTo(-0.45, 0.65);
      context.fill();
      return;
    case 'stuck':
      context.fillRect(-0.16, -0.8, 0.32, 1);
      context.fillRect(-0.16, 0.45, 0.32, 0.32);
      return;
    case 'open':
  }
}
