package dev.freshet.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a%b", ".a", "ä", "a\tb"})
  void whatNoIssuerMayCallAUserOrNoPathCanNameIsRefusedWithoutRepeatingIt(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new UserId(text))
        .withMessageStartingWith("userId must match");
  }

  @ParameterizedTest
  @ValueSource(strings = {"auth0|42", "a+b@example.org", "{uuid}", "a#b,c/d", "-a"})
  void subjectsOfOtherIssuersAreIdsAndTheirTagsFollowCloudFrontsSyntax(String text) {
    Owner owner = Owner.of(new UserId(text));

    assertThat(Owner.parse(owner.text())).isEqualTo(owner);
    assertThat(CacheTag.of(owner, new ViewName("orders")).value())
        .matches("u-_[0-9a-f]{40}[.]orders");
    assertThat(CacheTag.ofCard(owner).value()).matches("c-_[0-9a-f]{40}");
  }

  @Test
  void anIdMayHaveTwoHundredAndFiftyFiveCharactersAndNotOneMore() {
    Owner longest = Owner.of(new UserId("x".repeat(255)));

    assertThat(CacheTag.of(longest, new ViewName("v".repeat(32))).value()).hasSizeLessThan(256);
    assertThatIllegalArgumentException().isThrownBy(() -> new UserId("x".repeat(256)));
  }

  @Test
  void differentIdsHaveDifferentTags() {
    assertThat(CacheTag.of(Owner.of(new UserId("auth0|1"))))
        .isNotEqualTo(CacheTag.of(Owner.of(new UserId("auth0|2"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\u0000b@x.org", "a\u00a0b@x.org", "a\u200bb@x.org", "a\u202eb@x.org", "a b@x.org",
        "a@x@y.org", "a#b@x.org", "@x.org", "a@", "a\ufffd@x.org"
      })
  void anAddressHasNothingInItThatIsNotSeen(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> new EmailAddress(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a\u200bb",
        "\u202eevil",
        "a\u0007",
        "a\nb",
        "\ud800",
        "a\u2066b",
        "\u3164",
        "a\ufeffb",
        "a\ufffdb",
        "a\u00a0b"
      })
  void aNameHasNothingInItThatIsNotSeen(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> new PersonName(text));
  }

  @Test
  void aNameIsStoredInOneFormWithoutWhiteSpaceAroundIt() {
    assertThat(new PersonName(" Zoe\u0308 ").value()).isEqualTo("Zo\u00eb");
    assertThat(new PersonName("山田\u3000太郎 👩 O'Neil").value()).isEqualTo("山田\u3000太郎 👩 O'Neil");
    assertThat(new PersonName("👩".repeat(100)).value()).hasSize(200);
    assertThatIllegalArgumentException().isThrownBy(() -> new PersonName("a".repeat(101)));
  }

  @Test
  void addressesThatLookTheSameAreTheSame() {
    assertThat(new EmailAddress("zoe\u0308@x.org")).isEqualTo(new EmailAddress("zo\u00eb@x.org"));
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
