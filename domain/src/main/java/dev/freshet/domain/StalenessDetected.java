package dev.freshet.domain;

import java.time.Instant;

/**
 * A view that was served from Redis did not show a change that it should have shown. It was evicted
 * again.
 *
 * @param delaySeconds how long after the change it was looked at, at the least
 * @param expected whether the catalogue says that the view shows the change; if not, the catalogue
 *     lacks a dependency or an earlier change was lost
 * @param loadedAt when the stale answer was loaded
 */
public record StalenessDetected(
    Owner owner,
    ViewName view,
    int delaySeconds,
    boolean expected,
    Instant loadedAt,
    String servedEtag,
    String tableEtag) {

  public static final String TYPE = "StalenessDetected";
}
