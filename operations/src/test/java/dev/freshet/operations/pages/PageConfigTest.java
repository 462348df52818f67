package dev.freshet.operations.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PageConfigTest {
  private static final IssuerPages NONE = new IssuerPages("", "");

  @Test
  void namesTheIssuersPagesAndWhatTheStackSays() {
    String json =
        PageConfig.json(
            Map.of(
                "ClientId", "c",
                "SignInScope", "openid",
                "FeaturedProducts", "tea, cup",
                "TableName", "secret"),
            new IssuerPages("https://i/authorize", "https://i/signup"));
    assertThat(json)
        .isEqualToIgnoringWhitespace(
            """
            {"authorizeUrl": "https://i/authorize", "signUpUrl": "https://i/signup",
             "clientId": "c", "scope": "openid", "featuredProductIds": ["tea", "cup"]}
            """);
  }

  @Test
  void leavesOutWhatTheStackDoesNotHave() {
    assertThat(PageConfig.json(Map.of("PushUrl", ""), NONE)).isEqualToIgnoringWhitespace("{}");
  }
}
