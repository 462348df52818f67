package dev.freshet.lambda.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.freshet.domain.ProductId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodyJsonTest {

  private enum Colour {
    RED,
    GREEN
  }

  private record Line(ProductId productId, int quantity) {
    Line {
      if (quantity < 1) {
        throw new InvalidFieldException("quantity", "1 or more");
      }
    }
  }

  private record Body(
      List<Line> lines, @Nullable String note, @Nullable Boolean gift, @Nullable Colour colour) {}

  @Test
  void aGoodBodyIsRead() {
    Body body =
        Json.readBody(
            "{\"lines\":[{\"productId\":\"tea\",\"quantity\":2}],\"note\":null}", Body.class);

    assertThat(body)
        .isEqualTo(new Body(List.of(new Line(new ProductId("tea"), 2)), null, null, null));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      delimiter = '|',
      value = {
        "{\"lines\":[{\"productId\":\"tea\",\"quantity\":\"2\"}]} | lines[0].quantity | must be a whole number",
        "{\"lines\":[{\"productId\":\"tea\",\"quantity\":\"two\"}]} | lines[0].quantity | must be a whole number",
        "{\"lines\":[{\"productId\":\"tea\",\"quantity\":1.5}]} | lines[0].quantity | must be a whole number",
        "{\"lines\":[{\"productId\":\"tea\",\"quantity\":99999999999}]} | lines[0].quantity | must be a whole number",
        "{\"lines\":[{\"productId\":\"tea\",\"quantity\":null}]} | lines[0].quantity | must not be null",
        "{\"lines\":[{\"productId\":\"tea\",\"quantity\":true}]} | lines[0].quantity | must be a whole number",
        "{\"lines\":[{\"productId\":\"tea\",\"quantity\":{}}]} | lines[0].quantity | must be a whole number",
        "{\"lines\":[{\"productId\":\"tea\",\"quantity\":0}]} | lines[0].quantity | must be 1 or more",
        "{\"lines\":[{\"productId\":\"tea\"}]} | lines[0].quantity | is missing",
        "{\"lines\":[{\"quantity\":1}]} | lines[0].productId | is missing",
        "{\"lines\":[{\"productId\":7,\"quantity\":1}]} | lines[0].productId | must be a string",
        "{\"lines\":[{\"productId\":[],\"quantity\":1}]} | lines[0].productId | must be a string",
        "{\"lines\":[{\"productId\":\"a b\",\"quantity\":1}]} | lines[0].productId | must be 1 to 64 letters, digits, - and _",
        "{\"lines\":[{\"productId\":null,\"quantity\":1}]} | lines[0].productId | must not be null",
        "{\"lines\":[{\"productId\":\"tea\",\"quantity\":1,\"price\":1}]} | lines[0].price | is not a field that is known here",
        "{\"lines\":[7]} | lines[0] | must be an object",
        "{\"lines\":[null]} | lines[0] | must not be null",
        "{\"lines\":{}} | lines | must be an array",
        "{\"lines\":null} | lines | must not be null",
        "{} | lines | is missing",
        "{\"lines\":[],\"note\":7} | note | must be a string",
        "{\"lines\":[],\"gift\":\"yes\"} | gift | must be true or false",
        "{\"lines\":[],\"colour\":\"BLUE\"} | colour | must be one of RED, GREEN",
        "{\"lines\":[],\"colour\":0} | colour | must be one of RED, GREEN",
      })
  void aBadFieldIsNamedByItsPath(String json, String field, String explanation) {
    assertThatExceptionOfType(UnreadableJsonException.class)
        .isThrownBy(() -> Json.readBody(json, Body.class))
        .satisfies(refused -> {
          assertThat(refused.field()).contains(field);
          assertThat(refused.explanation()).isEqualTo(explanation);
        });
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      delimiter = '|',
      value = {
        "'' | must be an object",
        "{ | must be JSON: malformed at line 1, column 2",
        "{\"lines\": | must be JSON: malformed at line 1, column 10",
        "[] | must be an object",
        "null | must not be null",
        "\"text\" | must be an object",
        "{\"lines\":[]} more | must be JSON: malformed at line 1, column 14",
      })
  void whatIsNoJsonObjectIsRefusedAsAWhole(String json, String explanation) {
    assertThatExceptionOfType(UnreadableJsonException.class)
        .isThrownBy(() -> Json.readBody(json, Body.class))
        .satisfies(refused -> assertThat(refused.explanation()).isEqualTo(explanation));
  }

  @Test
  void aFieldGivenTwiceIsRefusedAsReadersMayDifferInWhichOneTheyTake() {
    assertThatExceptionOfType(UnreadableJsonException.class)
        .isThrownBy(() -> Json.readBody("{\"note\":\"a\",\"note\":\"b\",\"lines\":[]}", Body.class))
        .satisfies(refused ->
            assertThat(Optional.of(refused.explanation())).contains("must not have a field twice"));
  }
}
