package dev.freshet.checker.model;

import dev.freshet.domain.CacheTag;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The edge cache: a regional cache, and points of presence that fetch from it. A copy's life begins
 * anew where it is fetched to. A purge takes effect in one place after the other; it takes what was
 * there when it was accepted, and nothing that came later.
 */
final class ModelEdge {
  /** Where the origin's answers come first. */
  static final int REGIONAL = 0;

  private final List<List<Copy>> places;
  private final List<Purge> underWay;
  private final Map<YearMonth, Integer> accepted;
  private int purges;

  /** When these tags were purged last. */
  private final Map<List<CacheTag>, Long> last;

  /**
   * A purge under way.
   *
   * @param number of those that were accepted before, and this one
   * @param missing the places where it has no effect yet, one bit each
   */
  private record Purge(int number, List<CacheTag> tags, long acceptedAt, int missing) {
    boolean takes(Copy copy) {
      if (copy.arrived() >= number) {
        return false;
      }
      for (int i = 0; i < tags.size(); i++) {
        if (copy.tags().contains(tags.get(i))) {
          return true;
        }
      }
      return false;
    }

    boolean isMissing(int place) {
      return (missing >> place & 1) == 1;
    }

    Purge at(int place) {
      return new Purge(number, tags, acceptedAt, missing & ~(1 << place));
    }
  }

  ModelEdge(int pops) {
    places = new ArrayList<>();
    for (int i = 0; i <= pops; i++) {
      places.add(new ArrayList<>());
    }
    underWay = new ArrayList<>();
    accepted = new HashMap<>();
    last = new HashMap<>();
  }

  private ModelEdge(ModelEdge from) {
    places = new ArrayList<>(from.places.size());
    from.places.forEach(place -> places.add(new ArrayList<>(place)));
    underWay = new ArrayList<>(from.underWay);
    accepted = new HashMap<>(from.accepted);
    purges = from.purges;
    last = new HashMap<>(from.last);
  }

  /** Objects are immutable. */
  ModelEdge copy() {
    return new ModelEdge(this);
  }

  /** Where a reader's requests arrive. */
  int placeOf(int reader) {
    return places.size() == 1 ? REGIONAL : 1 + reader % (places.size() - 1);
  }

  int purges() {
    return purges;
  }

  /** The object, dead or alive. */
  @Nullable Copy find(int place, Copy.Key key) {
    for (Copy copy : places.get(place)) {
      if (copy.key().equals(key)) {
        return copy;
      }
    }
    return null;
  }

  /** A living object, fetched from the regional cache if that alone has one. */
  @Nullable Copy serve(int place, Copy.Key key, long now) {
    Copy here = find(place, key);
    if (here != null && here.isAlive(now)) {
      return here;
    }
    Copy regional = find(REGIONAL, key);
    if (regional == null || !regional.isAlive(now) || isPurged(place, regional)) {
      return null;
    }
    put(place, regional.anew(now), now);
    return regional;
  }

  private boolean isPurged(int place, Copy copy) {
    for (int i = 0; i < underWay.size(); i++) {
      if (!underWay.get(i).isMissing(place) && underWay.get(i).takes(copy)) {
        return true;
      }
    }
    return false;
  }

  void put(int place, Copy copy, long now) {
    List<Copy> copies = places.get(place);
    copies.removeIf(old ->
        old.key().equals(copy.key()) || (old.key().fresh() != Table.NO_TOKEN && !old.isAlive(now)));
    copies.add(copy);
  }

  /** Takes effect where and when {@link #effect} says, or at once if there is one place only. */
  void accept(List<CacheTag> tags, YearMonth month, long tick) {
    purges++;
    last.put(tags, tick);
    accepted.merge(month, tags.size(), Integer::sum);
    underWay.add(new Purge(purges, tags, tick, (1 << places.size()) - 1));
    if (places.size() == 1) {
      effect(REGIONAL);
    }
  }

  /** As if a purge took effect at once. */
  void purgeNow(List<CacheTag> tags) {
    places.forEach(place -> place.removeIf(copy -> copy.tags().stream().anyMatch(tags::contains)));
  }

  /** How many items were accepted that were paid for in this month. */
  int accepted(YearMonth month) {
    return accepted.getOrDefault(month, 0);
  }

  Iterable<YearMonth> months() {
    return accepted.keySet();
  }

  boolean isMissing(int place) {
    for (int i = 0; i < underWay.size(); i++) {
      if (underWay.get(i).isMissing(place)) {
        return true;
      }
    }
    return false;
  }

  int places() {
    return places.size();
  }

  /** Whether a purge has to take effect before time passes. */
  boolean due(long tick, int purgeTicks) {
    for (int i = 0; i < underWay.size(); i++) {
      if (tick >= underWay.get(i).acceptedAt + purgeTicks) {
        return true;
      }
    }
    return false;
  }

  /** The first of the purges that are missing there takes effect. */
  void effect(int place) {
    for (int i = 0; i < underWay.size(); i++) {
      Purge purge = underWay.get(i);
      if (purge.isMissing(place)) {
        places.get(place).removeIf(purge::takes);
        underWay.set(i, purge.at(place));
        underWay.removeIf(done -> done.missing == 0);
        return;
      }
    }
  }

  /** A living copy that shows less than this of an owner, if there is one. */
  @Nullable Copy stale(int owner, int version, long now) {
    for (int place = 0; place < places.size(); place++) {
      List<Copy> copies = places.get(place);
      for (int i = 0; i < copies.size(); i++) {
        Copy copy = copies.get(i);
        int shown = copy.shown()[owner];
        if (shown != Copy.NOT_SHOWN && shown < version && copy.isAlive(now)) {
          return copy;
        }
      }
    }
    return null;
  }

  /** Whether a living copy shows what was so before a time. */
  boolean outdated(long now, long allowed) {
    return places.stream()
        .flatMap(List::stream)
        .anyMatch(copy -> copy.isAlive(now) && copy.truthEnds() + allowed < now);
  }

  /** Whether these were purged a little while ago. */
  boolean recently(List<CacheTag> tags, long tick, int within) {
    Long before = last.get(tags);
    return before != null && before + within >= tick;
  }

  long hash() {
    long hash = Hash.of(accepted.hashCode());
    for (List<Copy> place : places) {
      long sum = 0;
      for (Copy copy : place) {
        sum += copy.hash(purges);
      }
      hash = Hash.of(hash, sum);
    }
    for (Purge purge : underWay) {
      hash =
          Hash.of(
              hash, purges - purge.number, purge.tags.hashCode(), purge.acceptedAt, purge.missing);
    }
    return hash;
  }
}
