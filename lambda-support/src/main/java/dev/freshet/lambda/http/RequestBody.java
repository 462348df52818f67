package dev.freshet.lambda.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import dev.freshet.lambda.json.Json;
import dev.freshet.lambda.json.UnreadableJsonException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a request's body as JSON, checking first that it is not too large and says it is JSON. */
final class RequestBody {

  /** Several times the largest body that any endpoint has use for; API Gateway's own is 10 MB. */
  static final int LIMIT_BYTES = 65_536;

  private static final Pattern CHARSET =
      Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\";\\s]*)", Pattern.CASE_INSENSITIVE);

  /** What API Gateway puts where a body has bytes that are no UTF-8: too late to say which. */
  private static final char UNDECODABLE = '\uFFFD';

  private RequestBody() {}

  static <T> T read(
      APIGatewayProxyRequestEvent event, Optional<String> contentType, Class<T> type) {
    if (contentType.map(RequestBody::mediaType).filter("application/json"::equals).isEmpty()) {
      throw ProblemException.of(
          ProblemType.UNSUPPORTED_MEDIA_TYPE, HeaderNames.CONTENT_TYPE, "must be application/json");
    }
    if (contentType.filter(RequestBody::namesOtherCharset).isPresent()) {
      throw ProblemException.of(
          ProblemType.UNSUPPORTED_MEDIA_TYPE, HeaderNames.CONTENT_TYPE, "must be in UTF-8");
    }
    try {
      return Json.readBody(text(event), type);
    } catch (UnreadableJsonException refused) {
      throw ProblemException.invalid(refused.field().orElse("body"), refused.explanation());
    }
  }

  private static String text(APIGatewayProxyRequestEvent event) {
    String body = event.getBody() == null ? "" : event.getBody();
    boolean base64 = Boolean.TRUE.equals(event.getIsBase64Encoded());
    if (body.length() > (base64 ? LIMIT_BYTES / 3 * 4 + 4 : LIMIT_BYTES)) {
      throw tooLarge();
    }
    byte[] bytes = base64 ? decode(body) : body.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > LIMIT_BYTES) {
      throw tooLarge();
    }
    String text = base64 ? utf8(bytes) : body;
    if (text.indexOf(UNDECODABLE) >= 0) {
      throw ProblemException.invalid("body", "must be UTF-8");
    }
    return text;
  }

  private static byte[] decode(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException _) {
      throw ProblemException.invalid("body", "must be JSON");
    }
  }

  private static String utf8(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException _) {
      throw ProblemException.invalid("body", "must be UTF-8");
    }
  }

  private static ProblemException tooLarge() {
    return ProblemException.of(
        ProblemType.BODY_TOO_LARGE, "body", "must have at most " + LIMIT_BYTES + " bytes");
  }

  /** JSON is UTF-8 (RFC 8259, 8.1): a charset is superfluous, and any other is an error. */
  private static boolean namesOtherCharset(String contentType) {
    return CHARSET
        .matcher(contentType)
        .results()
        .anyMatch(charset -> !charset.group(1).equalsIgnoreCase("utf-8"));
  }

  private static String mediaType(String contentType) {
    return contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }
}
