'use strict';
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const bytes = Uint8Array.from(atob(data.activations), c => c.charCodeAt(0));
  const activations = new Int8Array(bytes.buffer);
  const excerpt = document.getElementById('excerpt');
  const slider = document.getElementById('unit');
  const shown = document.getElementById('unit-number');
  const guesses = document.getElementById('guesses');
  const visible = c => c === ' ' ? 'space' : c;

  const spans = Array.from(data.text, (character, i) => {
    const span = document.createElement('span');
    span.textContent = character;
    span.dataset.place = i;
    excerpt.append(span);
    return span;
  });

  const colour = unit => {
    shown.textContent = unit;
    spans.forEach((span, i) => {
      const value = activations[i * data.numHiddens + unit] / 127;
      span.style.backgroundColor = `rgb(var(${value < 0 ? '--low' : '--high'}) / ${(Math.abs(value) * 0.85).toFixed(3)})`;
    });
  };

  let place = -1;
  const look = to => {
    if (to < 0 || to >= spans.length) {
      return;
    }
    if (place >= 0) {
      spans[place].classList.remove('here');
    }
    place = to;
    spans[place].classList.add('here');
    const value = activations[place * data.numHiddens + Number(slider.value)] / 127;
    const caption = document.createElement('p');
    const before = data.text.slice(Math.max(0, place - 20), place + 1);
    const next = place + 1 < data.text.length ? `; the text goes on with “${visible(data.text[place + 1])}”` : '';
    caption.textContent = `After “${before}” unit ${slider.value} is at ${value.toFixed(2)}${next}. Most likely next:`;
    const table = document.createElement('table');
    for (const guess of data.guesses[place]) {
      const row = table.insertRow();
      row.insertCell().textContent = visible(guess.token);
      row.insertCell().textContent = `${(100 * guess.probability).toFixed(1)} %`;
      const bar = document.createElement('span');
      bar.className = 'bar';
      bar.style.width = `${(8 * guess.probability).toFixed(2)}rem`;
      row.insertCell().append(bar);
    }
    guesses.replaceChildren(caption, table);
  };

  slider.addEventListener('input', () => { colour(Number(slider.value)); look(place); });
  excerpt.addEventListener('pointerover', event => {
    if (event.target.dataset.place) {
      look(Number(event.target.dataset.place));
    }
  });
  excerpt.addEventListener('keydown', event => {
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 40, ArrowUp: -40 }[event.key];
    if (step) {
      event.preventDefault();
      look(Math.min(spans.length - 1, Math.max(0, place + step)));
    }
  });

  // The unit that moves most has most to show.
  const spread = unit => {
    let sum = 0;
    let squares = 0;
    for (let i = 0; i < spans.length; i++) {
      const value = activations[i * data.numHiddens + unit];
      sum += value;
      squares += value * value;
    }
    return squares / spans.length - (sum / spans.length) ** 2;
  };
  let most = 0;
  for (let unit = 1; unit < data.numHiddens; unit++) {
    most = spread(unit) > spread(most) ? unit : most;
  }
  slider.value = most;
  colour(most);
  look(0);
})();
