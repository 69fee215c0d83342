// Lists the texts whose contrast is below WCAG's AA (4.5, or 3 for what is large), and the lines of charts below 3.
(() => {
  document.querySelectorAll('details').forEach(details => { details.open = true; });
  const parts = colour => {
    const [r, g, b, a = 1] = colour.match(/[\d.]+/g).map(Number);
    return { rgb: [r, g, b], a };
  };
  const over = (top, below) => top.rgb.map((value, i) => value * top.a + below[i] * (1 - top.a));
  const backdrop = element => element === null ? [255, 255, 255]
    : over(parts(getComputedStyle(element).backgroundColor), backdrop(element.parentElement));
  const luminance = rgb => {
    const [r, g, b] = rgb.map(value => value / 255).map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (colour, element) => {
    const below = backdrop(element);
    const [dark, light] = [luminance(over(parts(colour), below)), luminance(below)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };
  const weak = [];
  for (const element of document.querySelectorAll('body *:not(script):not(style)')) {
    const style = getComputedStyle(element);
    const svg = element instanceof SVGElement;
    const text = Array.from(element.childNodes).some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
    const size = parseFloat(style.fontSize);
    const enough = size >= 24 || size >= 18.66 && style.fontWeight >= 600 ? 3 : 4.5;
    const found = text ? contrast(svg ? style.fill : style.color, element) : Infinity;
    if (found < enough) {
      weak.push(`${element.tagName}.${element.className} "${element.textContent.slice(0, 30)}": ${found.toFixed(2)}`);
    }
    if ((element.tagName === 'polyline' || element.classList.contains('threshold')) && contrast(style.stroke, element) < 3) {
      weak.push(`${element.tagName}.${element.getAttribute('class')}: ${contrast(style.stroke, element).toFixed(2)}`);
    }
  }
  return weak;
})();
