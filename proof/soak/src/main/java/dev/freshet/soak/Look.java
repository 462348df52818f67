package dev.freshet.soak;

/**
 * A read, as the judge needs it.
 *
 * @param quiet whether the system has settled, so that the answer must show every change
 */
record Look(Person reader, Page page, Person.Question question, boolean quiet) {

  long sentAt() {
    return question.sentAt();
  }

  /**
   * The source of the answer. A page with cards reports the table if one of its parts came from
   * there; other parts may be older.
   */
  Tier tierOf(Reply reply) {
    Tier tier = Tier.of(reply);
    return tier == Tier.TABLE && page.showsOthers() ? Tier.REDIS : tier;
  }
}
