package dev.freshet.emulators.cloudfront.edge;

import dev.freshet.emulators.cloudfront.distribution.Distribution;
import dev.freshet.emulators.cloudfront.distribution.DistributionReader;
import dev.freshet.emulators.template.PhysicalValues;
import dev.freshet.emulators.template.Template;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The store of one point of presence with a million objects, and an answer from it. Uses
 * package-private classes of the emulator.
 */
@State(Scope.Benchmark)
public class EdgeSteps {
  private static final int OBJECTS = 1_000_000;
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-01-01T12:00:00Z"));
  private static final EdgeResponse ANSWER =
      new EdgeResponse(
          200,
          EdgeHeaders.of(
              "Content-Type", "application/json",
              "Cache-Control", "s-maxage=3600, max-age=0",
              "Cache-Tag", "u-one, u-one.dashboard",
              "ETag", "\"1\""),
          ContentBody.of("{\"name\":\"Ada\"}".repeat(40).getBytes(StandardCharsets.UTF_8)));

  private final Store store = new Store(Long.MAX_VALUE, InFlightAtPurge.STORED);
  private final Distribution distribution = distribution();
  private final ViewerRequest request = request("Bearer hit");
  private final StoredObject doomed = object("u-doomed.dashboard");
  private final CacheKey doomedKey = key(request("Bearer doomed"));
  private final Purge one = new Purge(List.of("#u-doomed.dashboard"));
  private final PointOfPresence pointOfPresence =
      new PointOfPresence(
          "LOC50-P1",
          distribution,
          store,
          Optional.empty(),
          new ViewerFunctions(distribution),
          new Origins(id -> URI.create("http://127.0.0.1:1"), Duration.ofSeconds(1)),
          CLOCK,
          new Counters(),
          List.of());

  /** One copy for each of a million users, and the requested one. */
  @Setup
  public void fill() {
    put(key(request), object("u-hit.dashboard"));
    CacheKey like = key(request);
    for (int i = 0; i < OBJECTS; i++) {
      CacheKey key =
          new CacheKey(
              like.method(),
              like.path(),
              like.query(),
              Map.of("authorization", "Bearer " + i),
              like.cookies(),
              like.acceptEncoding());
      put(key, object("u-" + i + ".dashboard"));
    }
  }

  private void put(CacheKey key, StoredObject object) {
    try (Store.Flight flight = store.takeOff()) {
      flight.put(key, object);
    }
  }

  private static StoredObject object(String tag) {
    return StoredObject.of(ANSWER, Set.of(tag), Duration.ofDays(1), CLOCK.instant());
  }

  private CacheKey key(ViewerRequest viewer) {
    return CacheKey.of(viewer, distribution.behaviorFor(viewer.path()).cachePolicy());
  }

  private static ViewerRequest request(String token) {
    return new ViewerRequest(
        "GET",
        "/dashboard",
        "",
        EdgeHeaders.of("Host", "localhost", "Authorization", token, "Accept", "*/*"),
        ContentBody.EMPTY,
        "127.0.0.1");
  }

  /** A hit, from the viewer's request to the finished answer, with the template's function. */
  @Benchmark
  public int hit() {
    return check(pointOfPresence.answer(request)).body().length();
  }

  private static EdgeResponse check(EdgeResponse answer) {
    if (!answer.headers().first("X-Cache").orElse("").equals("Hit from cloudfront")) {
      throw new IllegalStateException("no hit: " + answer);
    }
    return answer;
  }

  /** The purge of a tag that one object of the million carries. */
  @Benchmark
  public int purge() {
    put(doomedKey, doomed);
    int purged = store.purge(one);
    if (purged != 1) {
      throw new IllegalStateException(purged + " objects purged");
    }
    return purged;
  }

  private static Distribution distribution() {
    PhysicalValues names =
        new PhysicalValues() {
          @Override
          public String ref(String logicalId, String type) {
            return logicalId;
          }

          @Override
          public String attribute(String logicalId, String type, String attribute) {
            return logicalId + "." + attribute;
          }

          @Override
          public String secret(String id) {
            return id;
          }
        };
    Path template = Path.of(System.getProperty("freshet.project", "."), "template.yaml");
    return DistributionReader.read(Template.read(template, Map.of(), names), names, "Distribution");
  }
}
