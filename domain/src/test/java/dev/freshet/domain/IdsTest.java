package dev.freshet.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a{b}", "a#b", "-a", "ä"})
  void anIdThatWouldNeedEscapingSomewhereIsRefusedWithoutRepeatingIt(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new UserId(text))
        .withMessageStartingWith("userId must match");
  }

  @Test
  void anAddressIsComparedWithoutRegardToCase() {
    assertThat(new EmailAddress("Alice@Example.ORG"))
        .isEqualTo(new EmailAddress("alice@example.org"));
  }

  @Test
  void anOwnerSurvivesItsTextForm() {
    Owner owner = Owner.of(new ProductId("u-tea"));
    assertThat(Owner.parse(owner.text())).isEqualTo(owner);
    assertThatIllegalArgumentException().isThrownBy(() -> Owner.parse("x-tea"));
  }

  @Test
  void aTagNamesTheOwnerAndTheView() {
    Owner alice = Owner.of(new UserId("alice"));
    assertThat(CacheTag.of(alice).invalidationItem()).isEqualTo("#u-alice");
    assertThat(CacheTag.of(alice, new ViewName("orders")).invalidationItem())
        .isEqualTo("#u-alice.orders");
  }
}
