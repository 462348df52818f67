package dev.freshet.emulators.cognito;

import dev.freshet.emulators.lambda.functions.Arn;
import dev.freshet.emulators.template.Node;
import dev.freshet.emulators.template.PhysicalValues;
import dev.freshet.emulators.template.Resource;
import dev.freshet.emulators.template.Template;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A user pool of the template with its clients.
 *
 * @param id the pool's physical id
 * @param arn as authorizers of an API name it
 * @param postConfirmation the physical name of the function that is invoked after a sign-up
 */
public record UserPoolSpec(
    String id, String arn, Optional<String> postConfirmation, List<AppClient> clients) {
  private static final String POOL = "AWS::Cognito::UserPool";
  private static final String CLIENT = "AWS::Cognito::UserPoolClient";
  private static final int DEFAULT_ACCESS_MINUTES = 60;
  private static final int DEFAULT_REFRESH_DAYS = 30;

  public UserPoolSpec {
    clients = List.copyOf(clients);
  }

  /** The template's user pools. */
  public static List<UserPoolSpec> read(Template template, PhysicalValues values) {
    return template.ofType(POOL).stream().map(pool -> read(pool, template, values)).toList();
  }

  private static UserPoolSpec read(Resource pool, Template template, PhysicalValues values) {
    String id = values.ref(pool.logicalId(), POOL);
    List<AppClient> clients =
        template.ofType(CLIENT).stream()
            .filter(client -> client.properties().text("UserPoolId").equals(id))
            .map(client -> client(client, values))
            .toList();
    return new UserPoolSpec(
        id,
        values.attribute(pool.logicalId(), POOL, "Arn"),
        pool.properties()
            .find("LambdaConfig")
            .flatMap(config -> config.find("PostConfirmation"))
            .map(arn -> Arn.parse(arn.text()).name()),
        clients);
  }

  private static AppClient client(Resource client, PhysicalValues values) {
    Node properties = client.properties();
    return new AppClient(
        values.ref(client.logicalId(), CLIENT),
        properties.bool("GenerateSecret", false)
            ? Optional.of(values.attribute(client.logicalId(), CLIENT, "ClientSecret"))
            : Optional.empty(),
        texts(properties, "CallbackURLs"),
        texts(properties, "LogoutURLs"),
        texts(properties, "AllowedOAuthScopes"),
        Duration.ofMinutes(properties.integer("AccessTokenValidity", DEFAULT_ACCESS_MINUTES)),
        Duration.ofDays(properties.integer("RefreshTokenValidity", DEFAULT_REFRESH_DAYS)),
        properties
            .find("RefreshTokenRotation")
            .filter(rotation -> rotation.text("Feature").equals("ENABLED"))
            .map(rotation -> Duration.ofSeconds(rotation.integer("RetryGracePeriodSeconds", 0))));
  }

  private static Set<String> texts(Node properties, String name) {
    return properties.find(name).map(list -> Set.copyOf(list.texts())).orElse(Set.of());
  }
}
