package dev.freshet.bench.replay;

import dev.freshet.domain.Owner;
import dev.freshet.domain.ViewCatalogue;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Items, each read by one server, at random times. */
record Items(String name, int items, long requestsADay, double writes, boolean uniformWrites)
    implements Workload {
  /** A server's token. */
  static final Duration TOKEN_LIFE = Duration.ofHours(24);

  @Override
  public Trace trace(Duration length, long seed) {
    Random random = new Random(seed);
    Zipf popularity = new Zipf(items);
    Script script = new Script(length, random);
    long requests = requestsADay * length.toMillis() / Duration.ofDays(1).toMillis();
    for (long i = 0; i < requests; i++) {
      double at = script.anyTime();
      boolean write = random.nextDouble() < writes;
      int item = write && uniformWrites ? random.nextInt(items) : popularity.draw(random);
      Owner owner = Site.user(item);
      if (write) {
        script.write(at, owner, List.of(ViewCatalogue.PROFILE_PAGE));
      } else {
        script.read(at, item, owner, ViewCatalogue.PROFILE_PAGE, List.of());
      }
    }
    return script.trace(TOKEN_LIFE);
  }
}
