'use strict';
(() => {
  const table = document.getElementById('table');
  const body = table.tBodies[0];
  const headings = [...table.tHead.rows[0].cells];
  const controls = ['name', 'step', 'status'].map(name => document.getElementById(`filter-${name}`));
  const [name, step, status] = controls;
  const ORDER = ['passed', 'failed', 'error', 'not-started'];

  const statusOf = cell => cell && cell.firstElementChild && cell.firstElementChild.getAttribute('aria-label');
  const rows = [...body.rows].map((row, place) => {
    const cells = [...row.cells];
    const graded = cells.length === headings.length;
    const statuses = new Map();
    headings.forEach((heading, i) => {
      if (graded && heading.dataset.step) {
        statuses.set(heading.dataset.step, statusOf(cells[i]));
      }
    });
    const values = cells.map((cell, i) => {
      if (i === 0) {
        return cell.textContent;
      }
      return headings[i] && headings[i].dataset.step ? ORDER.indexOf(statusOf(cell)) : parseFloat(cell.textContent);
    });
    // The columns of a line without a report hold a sentence instead of statuses.
    return { row, place, graded, statuses, values: graded ? values : values.slice(0, 1), name: values[0].toLowerCase() };
  });

  // The page loads itself again while the class is graded; what the reader has chosen stays.
  const KEY = `rnnkit class ${location.pathname}`;
  let sorted = { column: -1, down: false };
  const remember = () => {
    try {
      sessionStorage.setItem(KEY, JSON.stringify({ sorted, chosen: controls.map(control => control.value) }));
    } catch (forbidden) { /* Some browsers give a file no storage. */ }
  };
  const recall = () => {
    try {
      const kept = JSON.parse(sessionStorage.getItem(KEY));
      controls.forEach((control, i) => { control.value = kept.chosen[i]; });
      sorted = kept.sorted;
    } catch (nothing) { /* The first visit. */ }
  };

  const fits = one => {
    if (!one.name.includes(name.value.trim().toLowerCase())) {
      return false;
    }
    if (status.value === 'none') {
      return !one.graded;
    }
    if (!status.value) {
      return true;
    }
    return step.value ? one.statuses.get(step.value) === status.value : [...one.statuses.values()].includes(status.value);
  };
  const filter = () => {
    let shown = 0;
    rows.forEach(one => {
      one.row.hidden = !fits(one);
      shown += one.row.hidden ? 0 : 1;
    });
    document.getElementById('shown').textContent = `${shown} of ${rows.length} shown`;
  };

  const sort = () => {
    const { column, down } = sorted;
    const known = value => value !== undefined && !Number.isNaN(value);
    const order = (x, y) => typeof x === 'string' ? x.localeCompare(y) : x - y;
    rows.sort((a, b) => {
      const [x, y] = [a.values[column], b.values[column]];
      // Those without a value come last in both directions.
      return (!known(x) || !known(y) ? known(y) - known(x) : down ? order(y, x) : order(x, y)) || a.place - b.place;
    });
    body.append(...rows.map(one => one.row));
    headings.forEach((heading, i) => {
      if (i === column) {
        heading.setAttribute('aria-sort', down ? 'descending' : 'ascending');
      } else {
        heading.removeAttribute('aria-sort');
      }
    });
  };

  headings.forEach((heading, i) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = heading.textContent;
    if (heading.title) {
      button.setAttribute('aria-label', `${heading.textContent} ${heading.title}`);
    }
    button.addEventListener('click', () => {
      sorted = { column: i, down: sorted.column === i && !sorted.down };
      sort();
      remember();
    });
    heading.replaceChildren(button);
  });
  controls.forEach(control => control.addEventListener('input', () => {
    filter();
    remember();
  }));
  document.getElementById('filters').hidden = false;
  recall();
  sort();
  filter();
})();
