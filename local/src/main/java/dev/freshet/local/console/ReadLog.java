package dev.freshet.local.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.emulators.cloudfront.edge.AnswerListener;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes reads of the edge's answers, and knows for each when the table was read for it: at its own
 * time if the answer comes from the table, else at that of the answer which filled Redis or the
 * edge. Thread-safe.
 */
final class ReadLog {
  /** Pages whose load is remembered; older ones read as "not known". */
  private static final int PAGES = 20_000;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern FRESH = Pattern.compile("[?&]fresh=([0-9]{1,14})");

  private final Map<String, Long> inRedis = new Bounded<>(PAGES);
  private final Map<String, Long> atEdge = new Bounded<>(PAGES);

  /** The read that an answer is; empty if it is none. */
  Optional<Read> read(AnswerListener.Answer answer) {
    if (!answer.method().equals("GET")) {
      return Optional.empty();
    }
    String path = answer.target().split("\\?", 2)[0];
    Optional<String> view = Views.of(path);
    Optional<String> token = answer.requestHeader().apply("Authorization");
    return view.isEmpty() || token.isEmpty()
        ? Optional.empty()
        : Optional.of(read(answer, path, view.get(), token.get()));
  }

  private Read read(AnswerListener.Answer answer, String path, String view, String token) {
    long end = answer.at().plus(answer.took()).toEpochMilli();
    String result = answer.xCache().split(" ", 2)[0];
    String source = answer.header().apply("X-View-Source").orElse("");
    String user = user(token);
    return new Read(
        end,
        user,
        view,
        path,
        answer.status(),
        layer(source),
        result,
        answer.took().toMillis(),
        loadedAt(answer, user, token, result, source),
        answer.life().map(each -> each.toSeconds()).orElse(0L),
        fresh(answer.target()));
  }

  private static @Nullable Long fresh(String target) {
    Matcher found = FRESH.matcher(target);
    return found.find() ? Long.valueOf(found.group(1)) : null;
  }

  /** As the page names it. The API says "cache", as its clients need not know which one. */
  private static String layer(String source) {
    return source.equals("cache") ? "redis" : source;
  }

  private synchronized @Nullable Long loadedAt(
      AnswerListener.Answer answer, String user, String token, String result, String source) {
    if (answer.status() >= 400) {
      return null;
    }
    String page = user + " " + FRESH.matcher(answer.target()).replaceAll("");
    String copy = token + " " + answer.target();
    if (result.equals("Hit")) {
      return atEdge.get(copy);
    }
    long asked = answer.at().toEpochMilli();
    Long loaded = source.equals("table") ? Long.valueOf(asked) : inRedis.get(page);
    if (loaded != null) {
      inRedis.put(page, loaded);
      atEdge.put(copy, loaded);
    }
    return loaded;
  }

  /** The token's subject. It is not verified: what it opens is not decided here. */
  private static String user(String authorization) {
    String[] parts = authorization.replaceFirst("^[Bb]earer +", "").split("\\.", -1);
    if (parts.length < 2) {
      return "";
    }
    try {
      JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
      return claims.path("sub").asText();
    } catch (IOException | IllegalArgumentException notAToken) {
      return "";
    }
  }
}
