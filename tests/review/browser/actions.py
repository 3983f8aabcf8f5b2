"""What a reviewer does on the page, and what the store then holds."""

from __future__ import annotations

from claimwright.store import ClaimFilter, open_store

CHANGED = (
    "before => { const item = document.querySelector('#item'); return item && item.dataset.key !== before; }"
)
ARRIVED = """before => new Promise((done, fail) => {
  const other = () => { const item = document.querySelector('#item'); return item && item.dataset.key !== before; };
  if (other()) return done();
  const late = setTimeout(() => fail(new Error('the item stayed')), 60000);
  const watch = new MutationObserver(() => {
    if (!other()) return;
    watch.disconnect();
    clearTimeout(late);
    done();
  });
  watch.observe(document.body, { childList: true });
})"""  # nothing is polled: it is to be fast, and to leave the processor to the page
KIND = "kind => { const item = document.querySelector('#item'); return item && item.dataset.kind === kind; }"


def key_of(page):
    """The claim id or document digest on the screen."""
    return page.get_attribute("#item", "data-key")


def press(page, key, before=None):
    """Press a key and wait for another item; ``before`` is the key of the one that is there, if it is known."""
    before = before or key_of(page)
    page.keyboard.press(key)
    page.evaluate(ARRIVED, before)


def wait_kind(page, kind):
    """Wait for a kind of screen: claim, article, conflict, editor, none."""
    page.wait_for_function(KIND, arg=kind)


def settled(page):
    """Wait until nothing is under way; what a key or a click starts is under way when it returns."""
    page.wait_for_function("() => !document.body.hasAttribute('aria-busy')")


def log(path):
    """All decisions of the store, in order."""
    with open_store(path) as store:
        return [entry.decision for entry in store.decisions()]


def answers(path, claim_id):
    """What each reviewer says of a claim, by name."""
    with open_store(path) as store:
        return {name: one.verdict.value for name, one in store.answers(store.claim(claim_id)).items()}


def claims(path, **wanted):
    """Claims of the latest extractions."""
    with open_store(path) as store:
        return [row.claim for row in store.claims(ClaimFilter(**wanted))]


def select_words(page, words, nth=0):
    """Select words of the article as a mouse would, wherever the marks cut them."""
    page.evaluate(
        """([words, nth]) => {
          const article = document.querySelector('#article');
          const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
          const nodes = [];
          let text = '';
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            if (!node.parentElement.closest('[data-at]')) continue;
            nodes.push([text.length, node]);
            text += node.data;
          }
          let start = -1;
          for (let i = 0; i <= nth; i++) start = text.indexOf(words, start + 1);
          if (start < 0) throw new Error('the article does not show ' + words);
          const find = (offset, after) => {
            const entries = nodes.filter(([at, node]) => after ? at < offset : at <= offset);
            const [at, node] = entries[entries.length - 1];
            return [node, offset - at];
          };
          const range = document.createRange();
          range.setStart(...find(start, false));
          range.setEnd(...find(start + words.length, true));
          const selection = getSelection();
          selection.removeAllRanges();
          // The event comes after the task; the page's own listener was there first.
          return new Promise((done) => {
            document.addEventListener('selectionchange', () => done(), { once: true });
            selection.addRange(range);
          });
        }""",
        [words, nth],
    )
