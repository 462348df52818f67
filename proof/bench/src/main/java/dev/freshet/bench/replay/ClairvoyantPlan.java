package dev.freshet.bench.replay;

import dev.freshet.bench.replay.Event.Read;
import dev.freshet.bench.replay.Event.Write;
import dev.freshet.operations.cost.Prices;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The answers with long lifetimes of a clairvoyant. The generation of a page ends with the next
 * eviction of one of its parts. All generations that end with the same write are decided together,
 * because one purge covers them. The end of the run is no end of the traffic: a generation that no
 * write of the run ends must repay what a purge costs on average, though none is billed.
 */
final class ClairvoyantPlan {
  private final IdentityHashMap<Read, Write> endedBy = new IdentityHashMap<>();
  private final IdentityHashMap<Write, Saving> savings = new IdentityHashMap<>();

  /** Of the generations that nothing ends, by the number of the page. */
  private final Map<Integer, Saving> open = new HashMap<>();

  /** The savings of long lifetimes in the generations that end with one write. */
  private static final class Saving {
    private long answers;
    private boolean repaid;
    private long aliveUntil = Long.MIN_VALUE;
  }

  ClairvoyantPlan(Trace trace, Prices prices) {
    findEnds(trace.events());
    count(trace, true);
    count(trace, false);
    choose(prices, trace.shareOfMonth(prices.freePurgesAMonth()));
  }

  /** Whether the answer to this request lives long. */
  boolean isLong(Read read) {
    return savingOf(read).repaid;
  }

  private Saving savingOf(Read read) {
    Write end = endedBy.get(read);
    return end == null
        ? open.computeIfAbsent(read.page().number(), _ -> new Saving())
        : savings.computeIfAbsent(end, _ -> new Saving());
  }

  private void findEnds(List<Event> events) {
    List<Write> writes = new ArrayList<>();
    events.forEach(event -> {
      if (event instanceof Write write) {
        writes.add(write);
      }
    });
    writes.sort(Comparator.comparingLong(Write::evictedAt));
    Map<Integer, Write> next = new HashMap<>();
    for (Event event : events.reversed()) {
      while (!writes.isEmpty() && writes.getLast().evictedAt() >= event.at()) {
        Write write = writes.removeLast();
        write.parts().forEach(part -> next.put(part.number(), write));
      }
      if (event instanceof Read read) {
        end(read, next);
      }
    }
  }

  private void end(Read read, Map<Integer, Write> next) {
    read.page().parts().stream()
        .map(part -> next.get(part.number()))
        .filter(write -> write != null)
        .min(Comparator.comparingLong(Write::evictedAt))
        .ifPresent(write -> endedBy.put(read, write));
  }

  /** The origin's answers with short lifetimes, minus those with long ones. */
  private void count(Trace trace, boolean isShort) {
    Tokens tokens = new Tokens(trace.tokenLife());
    Map<Long, Kept> edge = new HashMap<>();
    for (Event event : trace.events()) {
      if (event instanceof Read read) {
        count(read, tokens.of(read.client(), read.at()), edge, isShort);
      }
    }
  }

  private record Kept(long tokenEnds, Saving of, long expiresAt) {}

  private void count(Read read, long tokenEnds, Map<Long, Kept> edge, boolean isShort) {
    Saving saving = savingOf(read);
    long key = ((long) read.client() << Integer.SIZE) | read.page().number();
    Kept kept = edge.get(key);
    if (kept != null
        && kept.tokenEnds() == tokenEnds
        && kept.expiresAt() > read.at()
        && (isShort || kept.of() == saving)) {
      return;
    }
    saving.answers += isShort ? 1 : -1;
    long seconds = isShort ? World.TIMES.shortEdgeTtl().toSeconds() : Lives.longest(read.page());
    long expiresAt = Math.min(tokenEnds, read.at() + 1_000 * seconds);
    edge.put(key, new Kept(tokenEnds, saving, expiresAt));
    saving.aliveUntil = isShort ? saving.aliveUntil : Math.max(saving.aliveUntil, expiresAt);
  }

  private void choose(Prices prices, long freePurges) {
    long purges = 0;
    List<Map.Entry<Write, Saving>> best = new ArrayList<>(savings.entrySet());
    best.sort(Comparator.comparingLong(entry -> -entry.getValue().answers));
    for (Map.Entry<Write, Saving> entry : best) {
      Saving saving = entry.getValue();
      boolean purged = saving.aliveUntil > purgeEffective(entry.getKey());
      double price = purged && purges >= freePurges ? prices.purge() : 0;
      saving.repaid = saving.answers * prices.originAnswer() > price;
      purges += saving.repaid && purged ? 1 : 0;
    }
    double paid =
        freePurges == 0 ? 1 : Math.max(0, purges - freePurges) / (double) Math.max(1, purges);
    open.values()
        .forEach(saving ->
            saving.repaid = saving.answers * prices.originAnswer() > paid * prices.purge());
  }

  private static long purgeEffective(Write write) {
    return write.evictedAt()
        + World.TIMES.purgeWindow().toMillis()
        + ReplayedEdge.PURGE_DELAY.toMillis();
  }
}
