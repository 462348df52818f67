package dev.freshet.readapi;

import java.util.Map;

/** {@code GET /dashboard}. */
public final class DashboardHandler extends ViewFunction {

  public DashboardHandler() {
    this(System.getenv());
  }

  DashboardHandler(Map<String, String> environment) {
    super(ReadParts.of(environment), new DashboardView());
  }
}
