package dev.freshet.bench.replay;

import dev.freshet.domain.Owner;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The users that each user follows, on one page: by Zipf's law, in an order independent of
 * activity.
 */
final class Followed {
  private static final int CARDS = 20;

  /** Coprime to the number of users, so that each rank maps to a different user. */
  private static final int ELSEWHERE = 617;

  private final List<List<Owner>> byUser = new ArrayList<>();

  Followed(int users, RandomGenerator random) {
    Zipf fame = new Zipf(users);
    for (int user = 0; user < users; user++) {
      Set<Owner> drawn = new LinkedHashSet<>();
      while (drawn.size() < CARDS) {
        drawn.add(Site.user((fame.draw(random) + 1) * ELSEWHERE % users));
      }
      byUser.add(List.copyOf(drawn));
    }
  }

  List<Owner> by(int user) {
    return byUser.get(user);
  }
}
