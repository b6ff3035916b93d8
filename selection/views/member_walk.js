// What stands above it is shared with the button that hands in: made, shown, asked, handIn.
// A walk outlives every drawing of the page, and what was not sent yet outlives the page.
const REVIEW = "review", HOLD_MS = 250, AGAIN_MS = 2000, TYPING_MS = 1000;

const begin = (name) => ({ said: {}, kept: {}, unsent: waiting(name), revision: -1, version: -1, refused: "" });
const question = (walk, item) => walk.data.questions.find((one) => one.item === item);
const fill = (text, figures) => text.replace(/\{(\w+)\}/g, (_all, name) => figures[name]);
const withKey = (found, key) => {
  found.dataset.key = key;
  return found;
};
const named = (tag, className, attributes, text = "") => {
  const found = made(tag, text, { className });
  Object.entries(attributes).forEach(([name, value]) => found.setAttribute(name, value));
  return found;
};

// Whoever loads the page anew before there is a connection again finds what they said; where the browser keeps
// nothing, what the page remembers has to do.

function waiting(name) {
  try {
    return new Map(JSON.parse(sessionStorage.getItem(`unsent ${name}`) ?? "[]"));
  } catch {
    return new Map();
  }
}

function keepUnsent({ data, unsent }) {
  try {
    sessionStorage.setItem(`unsent ${data.walk}`, JSON.stringify([...unsent]));
  } catch { /* Full, or forbidden. */ }
}

// What was said

function isAnswered(walk, { item, says_how }) {
  const said = walk.said[item];
  if (!said || said.choice === null) return false;
  return said.choice === walk.data.unable || !says_how || said.evidence !== null;
}

const done = (walk) => walk.data.questions.filter((one) => isAnswered(walk, one));
const firstOpen = (walk) => walk.data.questions.find((one) => !isAnswered(walk, one))?.item ?? REVIEW;

function following(walk, item, steps) {
  const at = walk.data.questions.findIndex((one) => one.item === item) + steps;
  return walk.data.questions[at]?.item ?? REVIEW;
}

function told(walk, { item, choices, says_how }) {
  const said = walk.said[item];
  const choice = choices.find((one) => one.value === said?.choice);
  if (!choice || !isAnswered(walk, { item, says_how })) return walk.data.words.unsaid;
  const how = walk.data.evidence.find((one) => says_how && one.value === said.evidence);
  return how && choice.value !== walk.data.unable ? `${choice.told} (${how.told})` : choice.told;
}

function isHandedIn(walk) {
  if (!walk.handed) return false;
  const whole = ({ choice, evidence, comment }) =>
    JSON.stringify([choice, choice === walk.data.unable ? null : evidence, comment.trim()]);
  const now = done(walk).map(({ item }) => item);
  const same = (item) => walk.handed[item] && whole(walk.handed[item]) === whole(walk.said[item]);
  return now.length === Object.keys(walk.handed).length && now.every(same);
}

// The page and the server

function takeOver(walk, data) {
  walk.data = data;
  // A drawing begun before the newest answer was stored knows nothing of it.
  if (data.revision >= walk.revision) {
    walk.revision = data.revision;
    walk.kept = { ...data.said };
    walk.said = { ...data.said, ...Object.fromEntries(walk.unsent) };
  }
  if (data.version < walk.version) return;
  Object.assign(walk, { version: data.version, handed: data.handed, stored: data.stored });
}

function say(walk, item, change) {
  const said = { choice: null, evidence: null, comment: "", ...walk.said[item], ...change };
  walk.said[item] = said;
  walk.refused = "";
  // Said once more it goes to the end: answers are sent in the order in which they were given.
  walk.unsent.delete(item);
  walk.unsent.set(item, said);
  keepUnsent(walk);
}

const pause = () => new Promise((goOn) => {
  const heard = new AbortController();
  addEventListener("online", goOn, { signal: heard.signal });
  setTimeout(() => { heard.abort(); goOn(); }, AGAIN_MS);
});

async function sendAll(walk) {
  while (walk.unsent.size) {
    const [item, said] = walk.unsent.entries().next().value;
    const { enter, patience } = walk.data;
    const answer = await asked(enter, patience, { item, said }).catch(() => ({ later: true }));
    tellUnsent(walk, answer.later);
    if (answer.later) {
      await pause();
    } else {
      settle(walk, item, said, answer);
    }
  }
}

function settle(walk, item, said, { revision, refused }) {
  if (walk.unsent.get(item) === said) walk.unsent.delete(item);
  keepUnsent(walk);
  if (refused) {
    walk.refused = refused;
    if (!walk.unsent.has(item)) walk.said[item] = walk.kept[item];
    show(walk);
  } else {
    walk.revision = revision;
    walk.kept[item] = said;
  }
}

function send(walk) {
  walk.sending ??= sendAll(walk).finally(() => {
    walk.sending = undefined;
    if (!walk.place.isConnected) window.sessionNews?.again();
  });
  return walk.sending;
}

function tellUnsent(walk, isUnsent) {
  const said = isUnsent ? walk.data.words.unsent : "";
  const line = walk.place.querySelector(".unsent");
  if (line && line.textContent !== said) line.textContent = said;
}

// What is on the screen

function turnTo(walk, item) {
  const found = question(walk, item);
  if (found?.to_declare) return walk.declare(item);
  walk.at = item;
  show(walk);
  arrive(walk);
}

function show(walk) {
  if (walk.at !== REVIEW && !question(walk, walk.at)) walk.at = firstOpen(walk);
  const found = question(walk, walk.at);
  if (found?.to_declare) return walk.declare(found.item);
  const had = walk.place.contains(document.activeElement) ? document.activeElement : undefined;
  const screen = found ? asking(walk, found) : review(walk);
  if (walk.refused) screen.unshift(named("p", "told refused", { role: "alert" }, walk.refused));
  if (isAsItWas(walk.screen, screen)) return;
  walk.screen.replaceChildren(...screen);
  if (!had?.dataset.key) return;
  const again = walk.screen.querySelector(`[data-key="${CSS.escape(had.dataset.key)}"]`);
  again?.focus({ preventScroll: true });
  if (had.selectionStart !== undefined) again?.setSelectionRange?.(had.selectionStart, had.selectionEnd);
}

// What looks the same stays: a thumb that rests on it while others make the page be drawn presses it.
function isAsItWas(screen, wanted) {
  const written = (part) => part?.querySelector("textarea")?.value;
  const isSame = (part, at) => part.isEqualNode(screen.children[at]) && written(part) === written(screen.children[at]);
  return wanted.length === screen.children.length && wanted.every(isSame);
}

// A second press of a thumb that meant the question before must not answer this one.
function arrive(walk) {
  window.questionSeen = `${walk.data.walk}-${walk.at}`;
  const main = document.querySelector("[data-testid=stMain]");
  const head = document.querySelector("[class*='-move-home']");
  main.scrollTo(0, head ? Math.max(main.scrollTop + head.getBoundingClientRect().top - 64, 0) : 0);
  walk.screen.classList.add("held");
  goOnHere(walk, main);
  clearTimeout(walk.held);
  walk.held = setTimeout(() => {
    walk.screen.classList.remove("held");
    goOnHere(walk, main);
  }, HOLD_MS);
}

// What was pressed is gone with its question: who uses the keyboard goes on from the first answer.
function goOnHere(walk, main) {
  const isLost = [null, document.body, main].includes(document.activeElement);
  if (isLost) walk.screen.querySelector(".answers button, button")?.focus({ preventScroll: true });
}

function pressed(text, key, onclick, { chosen, className = "" } = {}) {
  const button = named("button", className, chosen === undefined ? {} : { "aria-pressed": chosen });
  Object.assign(button, { type: "button", onclick });
  button.append(...text);
  return withKey(button, key);
}

function asking(walk, found) {
  const { questions } = walk.data;
  const asked = made("div", "", { className: "asking" });
  if (found.about) asked.append(made("p", found.about, { className: "quiet" }));
  asked.append(made("h1", found.asked, { id: "walk-asked" }));
  const answers = named("div", "answers", { role: "group", "aria-labelledby": "walk-asked" });
  answers.append(...found.choices.map((choice) => answerButton(walk, found, choice)));
  const beside = found.says_how ? [...how(walk, found), ...(found.known ? [known(walk, found)] : [])] : [];
  const at = questions.indexOf(found);
  const explained = found.explained ? [made("p", found.explained)] : [];
  const notes = found.notes.map((note) => made("p", note, { className: "quiet" }));
  return [howFar(walk, at), asked, ...explained, ...notes, answers, ...beside, leads(walk, found)];
}

function leads(walk, found) {
  const { questions, words, round } = walk.data, { item } = found;
  const isDone = isAnswered(walk, found), go = (steps) => () => turnTo(walk, following(walk, item, steps));
  const back = pressed([arrow("arrow_back"), words.back], `move-back-${round}-${item}`, go(-1));
  back.disabled = questions[0] === found;
  const text = [isDone ? words.next : words.leave, arrow("arrow_forward")];
  const onward = pressed(text, `move-next-${round}-${item}`, go(1), { className: isDone ? "primary" : "" });
  const row = made("div", "", { className: "leads" });
  row.append(back, onward);
  return row;
}

function howFar(walk, at) {
  const { questions, words } = walk.data, count = questions.length, finished = done(walk).length;
  const text = fill(words.progress, { number: at + 1, count, done: finished });
  const line = made("p", text, { className: "how-far" });
  const bar = made("div", "", { className: "bar", ariaHidden: "true" });
  bar.append(made("div", ""));
  bar.firstChild.style.inlineSize = `${(100 * finished) / count}%`;
  const box = made("div", "");
  box.append(line, bar);
  return box;
}

function arrow(name) {
  return made("span", name, { className: "icon", ariaHidden: "true", translate: false });
}

function answerButton(walk, found, { value, strong, beside }) {
  const { item, says_how } = found;
  const chosen = walk.said[item]?.choice === value;
  const isUnable = value === walk.data.unable;
  const text = [...(chosen ? [arrow("check")] : []), made("span", "")];
  text.at(-1).append(...(strong ? [made("strong", strong)] : []), beside);
  const answer = () => {
    say(walk, item, isUnable ? { choice: value, evidence: null } : { choice: value });
    send(walk);
    if (isUnable || !says_how) turnTo(walk, following(walk, item, 1));
    else show(walk);
  };
  const key = `say-${walk.data.round}-${item}-${value}`;
  return pressed(text, key, answer, { chosen, className: chosen ? "primary" : "" });
}

function how(walk, { item }) {
  const said = walk.said[item];
  if (!said || said.choice === null) return [];
  const known = said.choice === walk.data.unable ? [] : evidence(walk, item);
  return [...known, comment(walk, item)];
}

function evidence(walk, item) {
  const { words, round } = walk.data, { evidence: known } = walk.said[item];
  const title = made("p", words.how, { id: "walk-how", className: "label" });
  const pills = named("div", "pills", { role: "group", "aria-labelledby": "walk-how" });
  pills.append(...walk.data.evidence.map(({ value, told: word }) => {
    const choose = () => {
      say(walk, item, { evidence: walk.said[item].evidence === value ? null : value });
      send(walk);
      show(walk);
    };
    return pressed([word], `evidence-${round}-${item}-${value}`, choose, { chosen: value === known });
  }));
  return [title, pills, ...(known ? [] : [made("p", words.choose_how, { className: "quiet" })])];
}

function comment(walk, item) {
  const label = made("label", walk.data.words.comment, { className: "label" });
  const size = { maxLength: walk.data.room, rows: 3, dir: "auto" };
  const field = made("textarea", "", { value: walk.said[item].comment, ...size });
  field.oninput = () => {
    say(walk, item, { comment: field.value });
    clearTimeout(walk.typing);
    walk.typing = setTimeout(() => send(walk), TYPING_MS);
  };
  field.onchange = () => send(walk);
  label.append(withKey(field, `comment-${walk.data.round}-${item}`));
  return label;
}

function known(walk, { item, known: lines }) {
  const { words, round } = walk.data, box = made("details", "", { open: walk.unfolded === item });
  box.ontoggle = () => { walk.unfolded = box.open ? item : walk.unfolded === item ? "" : walk.unfolded; };
  box.append(withKey(made("summary", words.known), `known-${round}-${item}`));
  if (!lines.length) box.append(made("p", words.nothing_known));
  box.append(...lines.map((rows) => {
    const about = made("p", "");
    about.append(...rows.flatMap(({ strong, text }, at) => [
      ...(at ? [made("br", "")] : []),
      ...(strong ? [made("strong", strong)] : []),
      strong && text ? ` · ${text}` : text,
    ]));
    return about;
  }));
  return box;
}

function review(walk) {
  const { questions, words, title, left_out, round } = walk.data;
  const open = questions.length - done(walk).length;
  const again = questions.map((found) => {
    const text = made("span", `${found.name} · `);
    text.append(made("strong", told(walk, found)));
    const turn = () => turnTo(walk, found.item);
    return pressed([text], `again-${round}-${found.item}`, turn, { className: "line" });
  });
  const toOpen = () => turnTo(walk, firstOpen(walk));
  return [
    made("h1", title),
    ...(open ? [made("p", words.open[open]), pressed([words.to_open], `move-open-${round}`, toOpen)] : []),
    ...(left_out ? [made("p", left_out, { className: "quiet" })] : []),
    ...(open < questions.length ? [handing(walk)] : []),
    ...again,
  ];
}

function handing(walk) {
  const { words, round, hand_in: address } = walk.data, box = made("div", "", { className: "handing-in" });
  if (isHandedIn(walk)) {
    box.append(...shown(walk.stored, words));
    return box;
  }
  const press = async () => {
    let handed;
    // What is changed while the answer is under way is not handed in yet.
    const sent = async () => {
      await within(send(walk), walk.data.patience);
      handed = Object.fromEntries(done(walk).map(({ item }) => [item, walk.said[item]]));
    };
    const stored = await handIn(button, address, walk.data, sent);
    if (!stored) return;
    Object.assign(walk, { handed, stored, version: Number(stored.receipt.split(":")[0]) });
    show(walk);
    walk.screen.querySelector(".stored")?.focus();
  };
  const label = walk.handed ? words.again : words.hand_in;
  const button = pressed([label], `hand-in-${round}`, press, { className: "primary" });
  box.append(button);
  return box;
}

// Streamlit lays a window over the page once it has not found the server for a while. Here one goes on.
function keepClear() {
  const state = document.querySelector("[data-testid=stApp]")?.dataset.testConnectionState;
  if (!state || state === "CONNECTED" || !document.querySelector(".walk")) return;
  document.querySelector("[role=dialog] > button[aria-label]")?.click();
}

const everywhere = { childList: true, subtree: true };
if (!window.roundWalks) new MutationObserver(keepClear).observe(document.body, everywhere);
const walks = (window.roundWalks ??= new Map());

const within = (wait, patience) => Promise.race([
  wait, new Promise((_goOn, giveUp) => { setTimeout(giveUp, patience); }),
]);

export default function ({ data, parentElement, setTriggerValue }) {
  const place = parentElement.querySelector(".walk");
  const walk = walks.get(data.walk) ?? begin(data.walk);
  walks.set(data.walk, walk);
  takeOver(walk, data);
  walk.declare = (item) => setTriggerValue("declare", item);
  if (walk.place === place) return show(walk);
  const unsent = named("p", "unsent", { role: "status" });
  const screen = made("div", "", { className: "screen" });
  Object.assign(walk, { place, screen, at: data.at ?? firstOpen(walk) });
  place.replaceChildren(unsent, walk.screen);
  // A key that is held down answers one question.
  walk.screen.onkeydown = (event) => { if (event.repeat && event.key === "Enter") event.preventDefault(); };
  const isFirst = window.questionSeen === undefined;
  if (isFirst) {
    window.questionSeen = `${data.walk}-${walk.at}`;
    show(walk);
  } else {
    turnTo(walk, walk.at);
  }
  if (walk.unsent.size) send(walk);
}
