package dev.freshet.readapi;

import java.util.Map;

/** {@code GET /profile}. */
public final class ProfileHandler extends ViewFunction {

  public ProfileHandler() {
    this(System.getenv());
  }

  ProfileHandler(Map<String, String> environment) {
    super(ReadParts.of(environment), new ProfileView());
  }
}
