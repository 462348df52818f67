package dev.freshet.readapi;

import dev.freshet.domain.EmailAddress;
import dev.freshet.lambda.config.Settings;
import dev.freshet.lambda.http.ApiFunction;
import dev.freshet.lambda.http.ApiRequest;
import dev.freshet.lambda.http.ApiResponse;
import dev.freshet.lambda.http.Endpoint;
import dev.freshet.lambda.http.ProblemException;
import dev.freshet.lambda.http.ProblemType;
import dev.freshet.table.Table;
import dev.freshet.table.ThrottledException;
import dev.freshet.table.item.ProfileItem;
import dev.freshet.table.search.SearchQuota;
import dev.freshet.table.search.UserSearch;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * {@code GET /users/search}: the card of the user with an e-mail address. It is not a view: it is
 * found by an eventually consistent index, so it is not cached.
 */
public final class UserSearchHandler extends ApiFunction {

  /** Lambda's. */
  public UserSearchHandler() {
    this(System.getenv(), Clock.systemUTC());
  }

  UserSearchHandler(Map<String, String> environment, InstantSource clock) {
    this(new Settings(environment), ReadParts.dynamoDb(), clock);
  }

  private UserSearchHandler(Settings settings, DynamoDbClient client, InstantSource clock) {
    super(
        settings,
        clock,
        new Search(
            new UserSearch(new Table(client, settings.text("TABLE_NAME"), clock)),
            new SearchQuota(
                new Table(client, settings.text("QUOTA_TABLE"), clock),
                settings.count("SEARCHES_PER_MINUTE"))));
  }

  record Found(List<Card> users) {
    static Found of(ProfileItem profile) {
      return new Found(List.of(new Card(profile.userId(), profile.name())));
    }
  }

  private record Search(UserSearch users, SearchQuota quota) implements Endpoint {

    @Override
    public ApiResponse answer(ApiRequest request) {
      EmailAddress email =
          Query.read(request, "email", "must be an e-mail address", EmailAddress::new)
              .orElseThrow(() -> ProblemException.invalid("email", "is missing"));
      try {
        quota
            .take(request.user())
            .ifPresent(wait -> {
              throw ProblemException.tooMany(
                  "Too many searches: retry after the time in Retry-After.", wait);
            });
        return ApiResponse.ok(users.find(email).map(Found::of).orElse(new Found(List.of())));
      } catch (ThrottledException | ApiCallTimeoutException _) {
        throw new ProblemException(
            ProblemType.UNAVAILABLE,
            "Temporarily unavailable. Retry after the time in Retry-After.");
      }
    }
  }
}
