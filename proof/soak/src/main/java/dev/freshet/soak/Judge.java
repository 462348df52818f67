package dev.freshet.soak;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Compares answers with the writes. Knows no rule of the caches, only the times of requests and
 * acknowledgements, and the content of answers. Thread-safe.
 */
final class Judge {
  private final Violations violations;
  private final FaultLog faults;
  private final Tally tally;
  private final Map<String, Person> people;

  Judge(List<Person> people, Violations violations, FaultLog faults, Tally tally) {
    this.people =
        people.stream().collect(Collectors.toMap(person -> person.id().value(), person -> person));
    this.violations = violations;
    this.faults = faults;
    this.tally = tally;
  }

  /** Judges a successful answer. */
  void shown(Look look, Reply reply, Seen seen) {
    checkOwner(look.reader(), reply, seen);
    checkWritten(look.reader(), reply, seen);
    checkCards(look, reply, seen);
    List<Person> authors =
        look.page().showsOthers() ? List.copyOf(people.values()) : List.of(look.reader());
    for (Person author : authors) {
      for (Change change : author.changes()) {
        if (change.ackedBy(look.sentAt()) && look.page().mayShow(change, author, look.reader())) {
          look.page()
              .shows(seen, change, author)
              .ifPresent(shown -> weigh(change, author, shown, look, reply));
        }
      }
    }
  }

  private void weigh(Change change, Person author, boolean shown, Look look, Reply reply) {
    Tier tier = look.tierOf(reply);
    if (!look.question().wantsFresh()) {
      change.observed(tier, look.sentAt(), shown);
    }
    if (!shown) {
      broken(change, author, look, tier)
          .ifPresent(kind ->
              violate(
                  kind,
                  reply,
                  "%s asked at %s, misses %s's %s%n    %s from %s"
                      .formatted(
                          look.reader().id(),
                          SoakClock.text(look.sentAt()),
                          author.id(),
                          change,
                          reply,
                          tier)));
    }
  }

  /**
   * The promise that an answer breaks if it lacks an acknowledged change; empty if it may be late.
   */
  private static Optional<Violation.Kind> broken(
      Change change, Person author, Look look, Tier tier) {
    if (look.quiet()) {
      return Optional.of(Violation.Kind.STALE_WHEN_QUIET);
    }
    if (look.question().wantsFresh()) {
      boolean covered = author == look.reader() || change.ackedBy(look.question().freshSince());
      return covered ? Optional.of(Violation.Kind.OLDER_THAN_FRESH) : Optional.empty();
    }
    return tier == Tier.TABLE ? Optional.of(Violation.Kind.STALE_FROM_TABLE) : Optional.empty();
  }

  private void checkOwner(Person person, Reply reply, Seen seen) {
    boolean others =
        seen.owner().filter(owner -> !owner.equals(person.id().value())).isPresent()
            || seen.name().orElse(0) == Seen.NOT_OURS
            || seen.listings().anyMatch(listing -> listing.has(Seen.NOT_OURS));
    if (others) {
      violate(Violation.Kind.OTHERS_DATA, reply, "asked by " + person.id() + ": " + reply);
    }
  }

  private void checkWritten(Person person, Reply reply, Seen seen) {
    int orders = person.sent(Change.Kind.ORDER);
    boolean invented =
        seen.name().orElse(0) > person.sent(Change.Kind.RENAME)
            || seen.orderCount().orElse(0) > orders
            || seen.listings()
                .flatMap(listing -> listing.ids().keySet().stream())
                .anyMatch(order -> order > orders)
            || seen.read().stream()
                .flatMap(listing -> listing.ids().keySet().stream())
                .anyMatch(order -> !person.hasSent(Change.Kind.MARK_READ, order));
    boolean torn =
        seen.spentCents().isPresent()
            && seen.spentCents().getAsLong() != Names.spentCents(seen.orderCount().orElse(0));
    if (invented || torn) {
      violate(Violation.Kind.NEVER_WRITTEN, reply, "asked by " + person.id() + ": " + reply);
    }
  }

  /** Every user on the page is a person of the soak, under a name requested by then. */
  private void checkCards(Look look, Reply reply, Seen seen) {
    boolean invented =
        seen.cards().stream()
            .flatMap(cards -> cards.numbers().entrySet().stream())
            .anyMatch(card -> !isOurs(card.getKey(), card.getValue()));
    if (invented) {
      String told = "asked by " + look.reader().id() + ": " + reply;
      violate(Violation.Kind.NEVER_WRITTEN, reply, told);
    }
  }

  private boolean isOurs(String id, int number) {
    Person person = people.get(id);
    return person != null && number != Seen.NOT_OURS && number <= person.sent(Change.Kind.RENAME);
  }

  /** Judges an error. */
  void error(Reply reply, long sentAt) {
    String kept = reply.header("Cache-Control");
    if (!kept.contains("no-store") || reply.header("X-Cache").startsWith("Hit")) {
      violate(Violation.Kind.KEPT_ERROR, reply, reply.toString());
    }
    if (mayBe(reply.status()) && faults.explainsError(sentAt, reply.receivedAt())) {
      tally.count("errors that a fault explains");
    } else {
      String told = "sent at " + SoakClock.text(sentAt) + ": " + reply;
      violate(Violation.Kind.UNEXPLAINED_ERROR, reply, told);
    }
  }

  private static boolean mayBe(int status) {
    return status >= 500 || status == 429;
  }

  /** Judges an answer to a token that had expired before it was sent. */
  void expired(Reply reply, long sentAt) {
    if (reply.status() == 401) {
      tally.count("expired tokens refused");
    } else if (reply.status() >= 500) {
      error(reply, sentAt);
    } else {
      violate(Violation.Kind.EXPIRED_TOKEN, reply, reply.toString());
    }
  }

  void violate(Violation.Kind kind, long at, String told) {
    violations.add(new Violation(kind, at, told));
  }

  private void violate(Violation.Kind kind, Reply reply, String told) {
    violate(kind, reply.receivedAt(), told);
  }
}
