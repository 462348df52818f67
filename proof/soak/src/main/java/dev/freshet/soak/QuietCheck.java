package dev.freshet.soak;

import dev.freshet.table.item.ProfileItem;
import dev.freshet.table.item.StatsItem;
import dev.freshet.table.read.TableReads;
import java.io.IOException;
import java.time.Duration;

/**
 * Checks the settled system: requests every page of every person, at every edge location with every
 * long-lived token, and from Redis with new tokens. Each answer must show all changes, and the
 * table must contain them.
 */
final class QuietCheck {
  private static final Duration MINUTES = Duration.ofMinutes(5);

  private final Cast cast;
  private final Reader reader;
  private final TableReads table;

  QuietCheck(Cast cast, Reader reader, TableReads table) {
    this.cast = cast;
    this.reader = reader;
    this.table = table;
  }

  void run() throws IOException, InterruptedException {
    for (Person person : cast.people()) {
      checkTable(person);
      for (Tab tab : cast.tabs().lasting(person)) {
        for (int location = 0; location < cast.locations(); location++) {
          look(tab, location);
        }
      }
      // The first of two looks fills Redis where it has nothing.
      look(cast.tabs().open(person, MINUTES), 0);
      look(cast.tabs().open(person, MINUTES), 0);
    }
  }

  private void look(Tab tab, int location) throws IOException, InterruptedException {
    for (Page page : Page.values()) {
      Person.Question question = tab.person().ask(false, cast.clock());
      reader.ask(tab, page, question, location, true);
      cast.tally().count("pages checked when quiet");
    }
  }

  private void checkTable(Person person) {
    String name = table.profile(person.id()).map(ProfileItem::name).orElse("");
    long orders = table.stats(person.id()).map(StatsItem::orders).orElse(0L);
    if (!name.equals(Names.name(person.id(), person.sent(Change.Kind.RENAME)))
        || orders != person.sent(Change.Kind.ORDER)) {
      String told =
          "the table has the name '%s' and %d orders of %s, who sent %d and %d"
              .formatted(
                  name,
                  orders,
                  person.id(),
                  person.sent(Change.Kind.RENAME),
                  person.sent(Change.Kind.ORDER));
      cast.judge().violate(Violation.Kind.LOST_WRITE, cast.clock().now(), told);
    }
  }
}
