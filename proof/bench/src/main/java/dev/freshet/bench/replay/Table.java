package dev.freshet.bench.replay;

import dev.freshet.bench.replay.Event.Write;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The source of truth: the commits of each part. A version is the number of commits. */
final class Table {
  private final Map<Integer, List<Write>> commits = new HashMap<>();

  void commit(Write write) {
    write.parts().forEach(part -> of(part).add(write));
  }

  int version(Part part) {
    return of(part).size();
  }

  /** The first commit after this version. */
  Optional<Write> unseen(Part part, int version) {
    List<Write> all = of(part);
    return version < all.size() ? Optional.of(all.get(version)) : Optional.empty();
  }

  private List<Write> of(Part part) {
    return commits.computeIfAbsent(part.number(), _ -> new ArrayList<>());
  }
}
