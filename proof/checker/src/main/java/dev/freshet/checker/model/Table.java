package dev.freshet.checker.model;

import dev.freshet.domain.Owner;
import dev.freshet.domain.UserId;
import dev.freshet.viewcache.protocol.LoadedView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One row per owner with the number of its commits as version, a lagging index, and the clients'
 * knowledge.
 */
public final class Table {
  static final long NO_TOKEN = -1;

  private static final int DECIMAL = 10;

  /** The number of versions for which clients repeat requests. */
  private static final int NEWEST = 4;

  private static final List<Owner> OWNERS =
      List.of(user("alice"), user("bob"), user("carol"), user("dave"));

  private final int[] versions;
  private final int[] indexed;
  private final long[] tokens;

  /** What was committed when an owner got its token. */
  private final int[][] known;

  private final List<List<LoadedView>> bodies;

  Table(int owners) {
    versions = new int[owners];
    indexed = new int[owners];
    tokens = new long[owners];
    known = new int[owners][];
    Arrays.fill(tokens, NO_TOKEN);
    bodies = new ArrayList<>();
    for (int owner = 0; owner <= owners; owner++) {
      bodies.add(new ArrayList<>());
    }
  }

  private Table(Table from) {
    versions = from.versions.clone();
    indexed = from.indexed.clone();
    tokens = from.tokens.clone();
    known = from.known.clone();
    bodies = from.bodies;
  }

  /** Shares the bodies of pages, which are equal. */
  Table copy() {
    return new Table(this);
  }

  private static Owner user(String name) {
    return Owner.of(new UserId(name));
  }

  public static Owner owner(int index) {
    return OWNERS.get(index);
  }

  /** Returns the new version. The client learns its token from the answer. */
  int commit(int owner, long token) {
    tokens[owner] = token;
    versions[owner]++;
    known[owner] = versions.clone();
    return versions[owner];
  }

  void index(int owner) {
    indexed[owner] = versions[owner];
  }

  int version(int owner) {
    return versions[owner];
  }

  int indexed(int owner) {
    return indexed[owner];
  }

  /** The token of the owner's latest commit. */
  long token(int owner) {
    return tokens[owner];
  }

  /** The versions that a client with this owner's token may rely on; read-only. */
  int[] known(int owner) {
    return known[owner];
  }

  /** A page with its owner and version. */
  LoadedView load(int owner, int version) {
    List<LoadedView> ofOwner = bodies.get(owner);
    while (ofOwner.size() <= version) {
      int next = ofOwner.size();
      ofOwner.add(new LoadedView("\"v" + next + "\"", owner + ":" + next));
    }
    return ofOwner.get(version);
  }

  /** The ETags of the owner's page that clients may send in If-None-Match. */
  String newestEtags(int owner) {
    StringBuilder tags = new StringBuilder();
    for (int version = versions[owner];
        version >= 0 && version > versions[owner] - NEWEST;
        version--) {
      tags.append("\"v").append(version).append('"');
    }
    return tags.toString();
  }

  static int ownerOf(String body) {
    return Integer.parseInt(body, 0, body.indexOf(':'), DECIMAL);
  }

  static int versionOf(String body) {
    return Integer.parseInt(body, body.indexOf(':') + 1, body.length(), DECIMAL);
  }

  long hash() {
    long hash = 0;
    for (int owner = 0; owner < versions.length; owner++) {
      hash = Hash.of(hash, versions[owner], indexed[owner], tokens[owner], Hash.of(known[owner]));
    }
    return hash;
  }
}
