/** Makes an element. Text is always set as text, so nothing that a service answers can become markup. */
export const element = (name, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};

export const show = (id, ...children) => document.getElementById(id).replaceChildren(...children);

export const fetched = async (path, init) => {
  const answer = await fetch(path, init);
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  return answer.json();
};
