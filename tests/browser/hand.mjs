// What a person does in a calculator: find a question, choose an option, type an answer, read the total.

/** A question, of an item if one is named. */
export const question = (page, fact, item) =>
  page.locator(item === undefined ? `[data-fact="${fact}"]` : `[data-item="${item}"][data-fact="${fact}"]`);

/** The question, with those that are folded away opened if it is among them. */
export async function asked(page, fact, item) {
  const it = question(page, fact, item);
  const more = page.locator('[data-testid=more]');
  if (!(await it.count()) && (await more.count())) await more.first().click();
  return it;
}

export async function choose(page, fact, option, item) {
  await (await asked(page, fact, item)).locator(`label:has([data-option="${option}"])`).click();
}

export async function type(page, fact, text, item) {
  const input = (await asked(page, fact, item)).locator('input');
  await input.fill(text);
  await input.press('Enter');
}

/** The ends of the total as the result bar has them. */
export async function total(page) {
  const bar = page.locator('.hs-bar');
  return [await bar.getAttribute('data-total-least'), await bar.getAttribute('data-total-most')];
}
