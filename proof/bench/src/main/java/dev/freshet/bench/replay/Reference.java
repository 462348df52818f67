package dev.freshet.bench.replay;

import dev.freshet.domain.Owner;
import dev.freshet.domain.View;
import dev.freshet.domain.ViewCatalogue;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Random;

/**
 * The reference workload of {@code docs/performance.md}: users of a single-page app that keeps the
 * visible page up to date.
 */
record Reference(int users) implements Workload {
  /** Average requests per user. */
  private static final int REQUESTS_PER_USER = 240;

  /** In a session, on average. */
  private static final int SESSION = 80;

  private static final Duration PAUSE = Duration.ofSeconds(15);
  private static final double WRITES = 0.005;
  private static final double ON_FIRST_DEVICE = 0.7;
  private static final Duration TOKEN_LIFE = Duration.ofHours(1);

  /** Of ten requests. */
  private static final List<View> PAGES =
      List.of(
          ViewCatalogue.DASHBOARD,
          ViewCatalogue.DASHBOARD,
          ViewCatalogue.DASHBOARD,
          ViewCatalogue.DASHBOARD,
          ViewCatalogue.DASHBOARD,
          ViewCatalogue.NOTIFICATIONS,
          ViewCatalogue.NOTIFICATIONS,
          ViewCatalogue.ORDERS,
          ViewCatalogue.PROFILE_PAGE,
          ViewCatalogue.FOLLOWING_PAGE);

  /** Of ten writes. */
  private static final List<Change> CHANGES = Change.of(4, 1, 4, 1);

  @Override
  public String name() {
    return "reference";
  }

  @Override
  public long requestsADay() {
    return (long) users * REQUESTS_PER_USER;
  }

  @Override
  public Trace trace(Duration length, long seed) {
    Random random = new Random(seed);
    Zipf activity = new Zipf(users);
    Followed followed = new Followed(users, random);
    Script script = new Script(length, random);
    long sessions = requestsADay() * length.toMillis() / Duration.ofDays(1).toMillis() / SESSION;
    for (long i = 0; i < sessions; i++) {
      session(activity.draw(random), script, followed, random);
    }
    return script.trace(TOKEN_LIFE);
  }

  private void session(int user, Script script, Followed followed, Random random) {
    int device = 2 * user + (random.nextDouble() < ON_FIRST_DEVICE ? 0 : 1);
    Owner owner = Site.user(user);
    double at = script.anyTime();
    double wrote = -1;
    do {
      if (random.nextDouble() < WRITES) {
        script.write(at, owner, CHANGES.get(random.nextInt(CHANGES.size())).views());
        wrote = at;
      } else {
        View view = PAGES.get(random.nextInt(PAGES.size()));
        Collection<Owner> cards =
            view.equals(ViewCatalogue.FOLLOWING_PAGE) ? followed.by(user) : List.of();
        script.readAfter(wrote, at, device, script.site().page(owner, view, cards));
      }
      at -= PAUSE.toMillis() * Math.log(1 - random.nextDouble());
    } while (random.nextInt(SESSION) > 0);
  }
}
