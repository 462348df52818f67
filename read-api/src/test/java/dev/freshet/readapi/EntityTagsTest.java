package dev.freshet.readapi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"v3\"",
        "W/\"v3\"",
        "\"v2\", \"v3\"",
        "\"v2\",W/\"v3\" ",
        "*",
        "\"a,b\", \"v3\""
      })
  void aListMatchesIfItNamesTheTagStronglyOrWeakly(String list) {
    assertThat(EntityTags.anyMatches(list, "\"v3\"")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "v3", "\"v30\"", "\"v2\"", "\"\"", "\"V3\"", "\"*\""})
  void anythingElseDoesNotMatch(String list) {
    assertThat(EntityTags.anyMatches(list, "\"v3\"")).isFalse();
  }
}
