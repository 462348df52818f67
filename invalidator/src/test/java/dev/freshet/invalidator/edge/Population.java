package dev.freshet.invalidator.edge;

import dev.freshet.domain.Owner;
import dev.freshet.domain.UserId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * A thousand users by Zipf's law: few are busy, and few, others than those, are followed by most.
 */
final class Population {
  private static final int USERS = 1_000;

  /** Exponent of the law; what is usually measured of requests by user is near one. */
  private static final double SKEW = 0.99;

  /** Whom each user follows, all on one page. */
  private static final int FOLLOWED = 20;

  /** Has no factor in common with the number of users, so that each has another place again. */
  private static final int ELSEWHERE = 617;

  private final double[] cumulated = new double[USERS];
  private final Map<Owner, List<Owner>> followed = new HashMap<>();
  private final Random random;

  Population(long seed) {
    random = new Random(seed);
    double sum = 0;
    for (int rank = 0; rank < USERS; rank++) {
      sum += 1 / Math.pow(rank + 1, SKEW);
      cumulated[rank] = sum;
    }
    for (int user = 0; user < USERS; user++) {
      followed.put(user(user), drawFollowed());
    }
  }

  /** One of them, who is the more often taken the busier they are. */
  Owner any() {
    return user(rank());
  }

  /** Whom this user follows. */
  List<Owner> followedBy(Owner user) {
    return followed.getOrDefault(user, List.of());
  }

  /** Whom more of them follow than anybody else. */
  Owner mostFollowed() {
    return user(ELSEWHERE);
  }

  private List<Owner> drawFollowed() {
    Set<Owner> drawn = new LinkedHashSet<>();
    while (drawn.size() < FOLLOWED) {
      drawn.add(user((rank() + 1) * ELSEWHERE % USERS));
    }
    return List.copyOf(drawn);
  }

  private int rank() {
    double wanted = random.nextDouble() * cumulated[USERS - 1];
    int rank = Arrays.binarySearch(cumulated, wanted);
    return rank < 0 ? -rank - 1 : rank;
  }

  private static Owner user(int number) {
    return Owner.of(new UserId("user" + number));
  }
}
