'use strict';
(() => {
  const holder = document.getElementById('data');
  if (!holder) {
    return;
  }
  const data = JSON.parse(holder.content.textContent);
  const bytes = Uint8Array.from(atob(data.activations), c => c.charCodeAt(0));
  const activations = new Int8Array(bytes.buffer);
  const excerpt = document.getElementById('excerpt');
  const slider = document.getElementById('unit');
  const shown = document.getElementById('unit-number');
  const guesses = document.getElementById('guesses');
  const visible = c => c === ' ' ? 'space' : c;
  const percent = share => share < 0.005 ? 'below 1 %' : `${Math.round(100 * share)} %`;
  const activation = (place, unit) => activations[place * data.numHiddens + unit] / 127;

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
      const value = activation(i, unit);
      span.style.backgroundColor = `rgb(var(${value < 0 ? '--low' : '--high'}) / ${(Math.abs(value) * 0.85).toFixed(3)})`;
    });
  };

  const table = likely => {
    const all = document.createElement('table');
    all.createCaption().textContent = 'Most likely next';
    for (const guess of likely) {
      const row = all.insertRow();
      const token = document.createElement('th');
      token.scope = 'row';
      token.textContent = visible(guess.token);
      row.append(token);
      row.insertCell().textContent = percent(guess.probability);
      const bar = document.createElement('span');
      bar.className = 'bar';
      bar.style.width = `${(8 * guess.probability).toFixed(2)}rem`;
      row.insertCell().append(bar);
    }
    return all;
  };

  let place = 0;
  const look = to => {
    spans[place].classList.remove('here');
    place = to;
    spans[place].classList.add('here');
    const before = data.text.slice(Math.max(0, place - 20), place + 1);
    const value = activation(place, Number(slider.value)).toFixed(2).replace('-', '−');
    const next = place + 1 < data.text.length ? `; the text goes on with “${visible(data.text[place + 1])}”` : '';
    const words = document.createElement('p');
    words.textContent = `After “${before}” unit ${slider.value} is at ${value}${next}.`;
    guesses.replaceChildren(words, table(data.guesses[place]));
    excerpt.setAttribute('aria-valuenow', place + 1);
    excerpt.setAttribute('aria-valuetext', `${words.textContent} Most likely next: `
      + data.guesses[place].map(guess => `${visible(guess.token)} ${percent(guess.probability)}`).join(', '));
  };

  // Find the character right above or below; it depends on where the browser breaks the lines.
  const nextLine = direction => {
    const here = spans[place];
    const beyond = spans.filter(span => direction * (span.offsetTop - here.offsetTop) > 0);
    const nearest = beyond[direction > 0 ? 0 : beyond.length - 1] ?? here;
    const distance = span => Math.abs(span.offsetLeft - here.offsetLeft);
    return beyond.filter(span => span.offsetTop === nearest.offsetTop)
      .reduce((best, span) => distance(span) < distance(best) ? span : best, nearest);
  };

  const keys = {
    ArrowRight: () => place + 1,
    ArrowLeft: () => place - 1,
    ArrowDown: () => Number(nextLine(1).dataset.place),
    ArrowUp: () => Number(nextLine(-1).dataset.place),
    Home: () => 0,
    End: () => spans.length - 1,
  };

  slider.addEventListener('input', () => { colour(Number(slider.value)); look(place); });
  excerpt.addEventListener('pointerover', event => {
    if (event.target.dataset.place) {
      look(Number(event.target.dataset.place));
    }
  });
  excerpt.addEventListener('keydown', event => {
    const to = keys[event.key];
    if (to && !event.ctrlKey && !event.altKey && !event.metaKey) {
      event.preventDefault();
      look(Math.min(spans.length - 1, Math.max(0, to())));
    }
  });

  // Begin with the unit whose activation changes most, as it shows most.
  const spread = unit => {
    let sum = 0;
    let squares = 0;
    for (let i = 0; i < spans.length; i++) {
      const value = activation(i, unit);
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
