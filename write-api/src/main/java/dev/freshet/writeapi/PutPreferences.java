package dev.freshet.writeapi;

import dev.freshet.domain.Preferences;
import dev.freshet.lambda.http.ApiRequest;
import dev.freshet.lambda.http.ApiResponse;
import dev.freshet.lambda.http.Endpoint;
import dev.freshet.lambda.http.HeaderNames;
import dev.freshet.table.item.PreferencesItem;
import dev.freshet.table.write.ExpectedVersion;
import dev.freshet.table.write.PreferencesResult;
import dev.freshet.table.write.PreferencesWrites;

/** Replaces the caller's preferences if they are as the caller last saw them. */
final class PutPreferences implements Endpoint {
  private final PreferencesWrites preferences;

  PutPreferences(PreferencesWrites preferences) {
    this.preferences = preferences;
  }

  @Override
  public ApiResponse answer(ApiRequest request) {
    ExpectedVersion expected = IfMatch.of(request);
    Preferences wanted = request.body(NewPreferences.class).preferences();
    return switch (preferences.save(request.user(), wanted, expected, request.correlationId())) {
      case PreferencesResult.Saved(PreferencesItem item) ->
          ApiResponse.ok(SavedPreferences.of(item))
              .with(HeaderNames.ETAG, IfMatch.tag(item.version()));
      case PreferencesResult.Stale(PreferencesItem current) ->
          throw IfMatch.stale(current.version());
      case PreferencesResult.NoSuchUser() -> throw WriteEndpoint.noSuchUser();
      case PreferencesResult.Conflict() -> throw WriteEndpoint.contended(request);
    };
  }

  /** The same form as the answer to {@code GET /users/current/preferences}. */
  record SavedPreferences(
      Preferences.Theme theme,
      String language,
      boolean emailNotifications,
      int ordersPerPage,
      long version) {
    static SavedPreferences of(PreferencesItem item) {
      Preferences chosen = item.preferences();
      return new SavedPreferences(
          chosen.theme(),
          chosen.language(),
          chosen.emailNotifications(),
          chosen.ordersPerPage(),
          item.version());
    }
  }
}
