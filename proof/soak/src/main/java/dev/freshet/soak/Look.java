package dev.freshet.soak;

/**
 * A read, as the judge has to know it.
 *
 * @param quiet whether everything has settled, so that the answer must show every change
 */
record Look(Person reader, Page page, Person.Question question, boolean quiet) {

  long sentAt() {
    return question.sentAt();
  }

  /**
   * Where the answer came from. A page that others' cards are joined to says that it came from the
   * table if one of its parts did: the others may be older.
   */
  Tier tierOf(Reply reply) {
    Tier tier = Tier.of(reply);
    return tier == Tier.TABLE && page.showsOthers() ? Tier.REDIS : tier;
  }
}
