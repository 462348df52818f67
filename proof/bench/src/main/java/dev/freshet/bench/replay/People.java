package dev.freshet.bench.replay;

import dev.freshet.domain.Owner;
import dev.freshet.domain.View;
import dev.freshet.domain.ViewCatalogue;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * A thousand users in sessions on their devices, by Zipf's law.
 *
 * @param pages the views that they read, equally often
 * @param writes their changes, equally often
 */
record People(String name, long requestsADay, List<View> pages, List<Change> writes)
    implements Workload {
  static final People HUMAN =
      new People(
          "human",
          100_000,
          List.of(
              ViewCatalogue.DASHBOARD,
              ViewCatalogue.DASHBOARD,
              ViewCatalogue.DASHBOARD,
              ViewCatalogue.DASHBOARD,
              ViewCatalogue.NOTIFICATIONS,
              ViewCatalogue.NOTIFICATIONS,
              ViewCatalogue.ORDERS,
              ViewCatalogue.PROFILE_PAGE),
          Change.of(8, 1, 10, 1));

  static final People CARD_HEAVY =
      new People(
          "card-heavy",
          50_000,
          List.of(
              ViewCatalogue.FOLLOWING_PAGE,
              ViewCatalogue.FOLLOWING_PAGE,
              ViewCatalogue.FOLLOWING_PAGE,
              ViewCatalogue.FOLLOWING_PAGE,
              ViewCatalogue.DASHBOARD,
              ViewCatalogue.DASHBOARD,
              ViewCatalogue.NOTIFICATIONS,
              ViewCatalogue.PROFILE_PAGE),
          Change.of(0, 1, 1, 0));

  private static final int USERS = 1_000;
  private static final double WRITES = 0.05;
  private static final int SESSION = 10;
  private static final Duration PAUSE = Duration.ofSeconds(15);
  private static final double ON_FIRST_DEVICE = 0.7;
  private static final Duration TOKEN_LIFE = Duration.ofHours(1);

  @Override
  public Trace trace(Duration length, long seed) {
    Random random = new Random(seed);
    Zipf activity = new Zipf(USERS);
    Followed followed = new Followed(USERS, random);
    Script script = new Script(length, random);
    long sessions = requestsADay * length.toMillis() / Duration.ofDays(1).toMillis() / SESSION;
    for (long i = 0; i < sessions; i++) {
      session(activity.draw(random), script, followed, random);
    }
    return script.trace(TOKEN_LIFE);
  }

  private void session(int user, Script script, Followed followed, Random random) {
    int device = 2 * user + (random.nextDouble() < ON_FIRST_DEVICE ? 0 : 1);
    Owner owner = Site.user(user);
    double at = script.anyTime();
    do {
      if (random.nextDouble() < WRITES) {
        script.write(at, owner, any(writes, random).views());
      } else {
        View view = any(pages, random);
        boolean withCards = view.equals(ViewCatalogue.FOLLOWING_PAGE);
        script.read(at, device, owner, view, withCards ? followed.by(user) : List.of());
      }
      at -= PAUSE.toMillis() * Math.log(1 - random.nextDouble());
    } while (random.nextInt(SESSION) > 0);
  }

  private static <T> T any(List<T> choices, Random random) {
    return choices.get(random.nextInt(choices.size()));
  }
}
