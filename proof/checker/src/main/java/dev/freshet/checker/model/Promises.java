package dev.freshet.checker.model;

import dev.freshet.viewcache.Envelope;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The promises that every state must keep, and the knowledge to check them. */
final class Promises {
  private final World world;

  /** The version of each owner below which no page may be in Redis. */
  private final int[] inRedis;

  /** The version of each owner below which no copy at the edge may be unexpired. */
  private final int[] atEdge;

  private final List<Held> later = new ArrayList<>();
  private final Undone[] undone;

  /**
   * {@link #inRedis} at the time when the replica stopped following, and the owners whose evictions
   * it lacks.
   */
  private int[] replicated;

  private final boolean[] lacking;

  /** From this tick on, no copy may show an earlier version of the owner. */
  private record Held(int owner, int version, long from) {}

  /**
   * Undone evictions of an owner.
   *
   * @param clean whether the next eviction will find all keys that they had found
   * @param until the time when all earlier copies have expired
   */
  private record Undone(boolean is, boolean clean, long until) {
    static final Undone NOT = new Undone(false, false, 0);

    long hash() {
      return Hash.of(is ? 1 : 0, clean ? 1 : 0, until);
    }
  }

  Promises(World world, int owners) {
    this.world = world;
    inRedis = new int[owners];
    atEdge = new int[owners];
    replicated = new int[owners];
    lacking = new boolean[owners];
    undone = new Undone[owners];
    Arrays.fill(undone, Undone.NOT);
  }

  Promises(World world, Promises from) {
    this.world = world;
    inRedis = from.inRedis.clone();
    atEdge = from.atEdge.clone();
    replicated = from.replicated;
    lacking = from.lacking.clone();
    undone = from.undone.clone();
    later.addAll(from.later);
  }

  /** Whether all promises are due already. */
  boolean settled() {
    return later.isEmpty();
  }

  boolean isUndone(int owner) {
    return undone[owner].is;
  }

  /** Whether another eviction would repair it. */
  boolean isRepairable(int owner) {
    Undone state = undone[owner];
    return state.is && (state.clean || world.time() >= state.until);
  }

  /**
   * An eviction was executed.
   *
   * @param told whether its reply arrives
   * @return whether its notice promises that no older copy remains
   */
  boolean evicted(int owner, boolean told) {
    inRedis[owner] = world.table().version(owner);
    lacking[owner] |= world.redis().replicaLags();
    Undone before = undone[owner];
    boolean whole = !before.is || before.clean || world.time() >= before.until;
    if (told && whole) {
      undone[owner] = Undone.NOT;
    } else {
      lost(owner);
    }
    return told && whole;
  }

  /** The owner has lost keys that an eviction would have found. */
  void lost(int owner) {
    if (undone[owner].is) {
      undone[owner] = new Undone(true, false, undone[owner].until);
    }
  }

  void replicaStops() {
    replicated = inRedis.clone();
    Arrays.fill(lacking, false);
  }

  void promoted() {
    long until = world.time() + world.timing().leaseTicks();
    for (int owner = 0; owner < lacking.length; owner++) {
      int whose = owner;
      if (lacking[owner]) {
        boolean clean = !undone[owner].is || undone[owner].clean;
        undone[owner] = new Undone(true, clean, until);
        inRedis[owner] = replicated[owner];
        atEdge[owner] = Math.min(atEdge[owner], replicated[owner]);
        later.removeIf(held -> held.owner == whose);
        world.withoutPromise(owner);
      }
      lacking[owner] = false;
    }
  }

  /** A notice was processed. */
  void done(Notice notice) {
    if (notice.promised()) {
      Timing timing = world.timing();
      long from =
          Math.max(world.time() + timing.doneTicks(), notice.evictedAt() + timing.shortTicks());
      later.add(new Held(notice.owner(), notice.version(), from));
    }
  }

  void timePassed() {
    for (int i = later.size() - 1; i >= 0; i--) {
      Held held = later.get(i);
      if (world.time() >= held.from) {
        atEdge[held.owner] = Math.max(atEdge[held.owner], held.version);
        later.remove(i);
      }
    }
    checkEdge();
    long skew = world.timing().times().clockSkew().toMillis();
    if (world.setup().cast().daily() && world.edge().outdated(world.millis(), skew)) {
      world.journal().violated("a page of yesterday is at the edge");
    }
  }

  void checkEdge() {
    for (int owner = 0; owner < atEdge.length; owner++) {
      Copy copy =
          atEdge[owner] == 0 ? null : world.edge().stale(owner, atEdge[owner], world.millis());
      if (copy != null) {
        world
            .journal()
            .violated(
                "stale at the edge after every purge: v%d of %s, not v%d"
                    .formatted(copy.shown()[owner], Table.owner(owner), atEdge[owner]));
      }
    }
  }

  /** Whether a change is neither evicted nor in a queue. */
  void checkLost(int owner) {
    if (!world.queues().hasChangeOf(owner)
        && !undone[owner].is
        && inRedis[owner] < world.table().version(owner)) {
      world.journal().violated("a change is lost: neither evicted nor in the queue");
    }
  }

  void checkRedis(int owner, int view) {
    for (Envelope page : world.redis().slot(owner, view).pages().values()) {
      int shown = Table.versionOf(page.body());
      if (shown < inRedis[owner] && Table.ownerOf(page.body()) == owner) {
        world.journal().violated("stale in Redis after every eviction: v" + shown);
      }
    }
  }

  /** Accepted purges are paid for and within the budget; prepaid purges are reserved. */
  void checkMoney() {
    long budget = world.setup().terms().budget();
    for (YearMonth month : world.edge().months()) {
      long spent = world.store().records().ledgerOf(month).spent();
      int accepted = world.edge().accepted(month);
      if (accepted > budget) {
        world.journal().violated("%d purges of a budget of %d".formatted(accepted, budget));
      } else if (accepted > spent) {
        world.journal().violated("%d purges, of which %d are paid".formatted(accepted, spent));
      }
    }
    Instant now = world.at(world.time(), world.timing().skewTicks());
    long reserved =
        world.months().stream()
            .flatMap(it -> world.store().records().ledgerOf(it).reserved().values().stream())
            .mapToLong(Long::longValue)
            .sum();
    long prepaid = world.store().prepaid(now);
    if (prepaid > reserved) {
      world.journal().violated("%d prepaid, but %d reserved".formatted(prepaid, reserved));
    }
  }

  long hash() {
    long hash = Hash.of(Hash.of(inRedis), Hash.of(atEdge));
    for (int owner = 0; owner < undone.length; owner++) {
      hash = Hash.of(hash, undone[owner].hash());
    }
    if (world.redis().replicaLags()) {
      hash = Hash.of(hash, Hash.of(replicated), Arrays.hashCode(lacking));
    }
    for (Held held : later) {
      hash += Hash.of(held.owner, held.version, held.from);
    }
    return hash;
  }
}
