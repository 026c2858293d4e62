// Says beside each pot of a ballot what is still left of it. The server checks it all again.
const said = (words, n) => words.replace('{n}', n.toLocaleString('en'));

for (const pot of document.querySelectorAll('[data-pot]')) {
  const line = pot.querySelector('[data-left]');
  const kind = ['money', 'sum', 'most'].find((name) => name in pot.dataset);
  if (!line || !kind) continue;
  const used = {
    money: () => [...pot.querySelectorAll('input:checked')].reduce((sum, one) => sum + Number(one.dataset.price), 0),
    most: () => pot.querySelectorAll('input:checked').length,
    sum: () => [...pot.querySelectorAll('[data-points]')].reduce((sum, one) => sum + (Number(one.value) || 0), 0),
  }[kind];
  const tell = () => {
    const left = Number(pot.dataset[kind]) - used();
    const key = (left < 0 ? 'over' : 'left') + kind[0].toUpperCase() + kind.slice(1);
    line.textContent = said(line.dataset[key], Math.abs(left));
    line.classList.toggle('ballot-left--over', left < 0);
  };
  line.hidden = false;
  pot.addEventListener('input', tell);
  tell();
}
