package dev.freshet.checker.model;

import dev.freshet.domain.CacheTag;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The edge cache: a regional cache, and points of presence that fetch from it. A fetched copy
 * begins a new life at its point of presence. A purge takes effect in one place after another, and
 * removes only objects that were there when it was accepted.
 */
final class ModelEdge {
  /** The place that the origin's answers reach first. */
  static final int REGIONAL = 0;

  private final List<List<Copy>> places;
  private final List<Purge> underWay;
  private final Map<YearMonth, Integer> accepted;
  private int purges;

  /** When these tags were purged last. */
  private final Map<List<CacheTag>, Long> last;

  /**
   * A purge in progress.
   *
   * @param number counts accepted purges, including this one
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

  /** The place that receives a reader's requests. */
  int placeOf(int reader) {
    return places.size() == 1 ? REGIONAL : 1 + reader % (places.size() - 1);
  }

  int purges() {
    return purges;
  }

  /** The object, expired or not. */
  @Nullable Copy find(int place, Copy.Key key) {
    for (Copy copy : places.get(place)) {
      if (copy.key().equals(key)) {
        return copy;
      }
    }
    return null;
  }

  /** An unexpired object, fetched from the regional cache if necessary. */
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

  /** Takes effect at once with a single place, otherwise by {@link #effect}. */
  void accept(List<CacheTag> tags, YearMonth month, long tick) {
    purges++;
    last.put(tags, tick);
    accepted.merge(month, tags.size(), Integer::sum);
    underWay.add(new Purge(purges, tags, tick, (1 << places.size()) - 1));
    if (places.size() == 1) {
      effect(REGIONAL);
    }
  }

  /** Applies a purge at once. */
  void purgeNow(List<CacheTag> tags) {
    places.forEach(place -> place.removeIf(copy -> copy.tags().stream().anyMatch(tags::contains)));
  }

  /** The number of accepted items that this month paid for. */
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

  /** The first pending purge takes effect there. */
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

  /** An unexpired copy that shows an older version of the owner, if any. */
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

  /** Whether an unexpired copy shows content from before a time. */
  boolean outdated(long now, long allowed) {
    return places.stream()
        .flatMap(List::stream)
        .anyMatch(copy -> copy.isAlive(now) && copy.truthEnds() + allowed < now);
  }

  /** Whether these were purged recently. */
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
